//! Data of events of chats and bots. A bot's own tokens come with them.

use secrecy::SecretString;

use super::auth::EventAuth;
use super::secret::Secret;
use crate::wire::{Any, DateTime, Dict, Id, Map, OneOrMany};

object! {
    /// A message to a bot, or a chat that a bot was invited to.
    BotMessage in "" shows OnImbotMessageAdd "data.params.message" {
        /// The bots, by their identifiers, each with its tokens.
        may bots: Map<Bot> as Dict<Bot> = "BOT";
        /// The message or the invitation.
        need params: BotParams as BotParams = "PARAMS";
        /// The user who did it.
        may user: BotUser as BotUser = "USER";
    }

    /// A command for a bot.
    BotCommand in "" shows OnImCommandAdd "data.commands.keys()" {
        /// The commands, by their identifiers, each with its bot's tokens.
        need commands: Map<Bot> as Dict<Bot> = "COMMAND";
        /// The message.
        need params: BotParams as BotParams = "PARAMS";
        /// The sender.
        may user: BotUser as BotUser = "USER";
    }

    /// A bot was deleted.
    BotDeleted in "" shows OnImbotDelete "data.bot_id" {
        /// Its identifier.
        need bot_id: Id as Id = "BOT_ID";
        /// Its code.
        may bot_code: String as String = "BOT_CODE";
    }

    /// A bot, and what it may call the portal with. Its tokens stand in it twice: `auth` has them.
    Bot shows OnImCommandAdd "data.commands.values().map(|bot| &bot.command)" {
        /// Its identifier.
        may bot_id: Id as Id = "BOT_ID";
        /// Its code.
        may bot_code: String as String = "BOT_CODE";
        /// Its tokens. Not to be used to check the event: that is for the event's own.
        may auth: EventAuth as EventAuth = "AUTH";
        /// The access token again.
        may access_token: SecretString as Secret = "access_token";
        /// The refresh token again.
        may refresh_token: SecretString as Secret = "refresh_token";
        /// The application token again.
        may application_token: SecretString as Secret = "application_token";
        /// The command, without `/`.
        may command: String as String = "COMMAND";
        /// The command's identifier.
        may command_id: Id as Id = "COMMAND_ID";
        /// The words after the command.
        may command_params: String as String = "COMMAND_PARAMS";
        /// The source of the command: `TEXTAREA`, `KEYBOARD` or `MENU`.
        may command_context: String as String = "COMMAND_CONTEXT";
        /// The message that holds the command.
        may message_id: Id as Id = "MESSAGE_ID";
    }

    /// A message to a bot.
    BotParams shows OnImbotMessageAdd "(data.params.dialog_id, data.params.message)" {
        /// The dialog: a user, or `chat` and a number.
        may dialog_id: String as String = "DIALOG_ID";
        /// The chat's kind.
        may chat_type: String as String = "CHAT_TYPE";
        /// The message's identifier.
        may message_id: Id as Id = "MESSAGE_ID";
        /// The message's text.
        may message: String as String = "MESSAGE";
        /// The message's kind.
        may message_type: String as String = "MESSAGE_TYPE";
        /// The chat.
        may chat_id: Id as Id = "CHAT_ID";
        /// The chat that the message went to.
        may to_chat_id: Id as Id = "TO_CHAT_ID";
        /// The sender.
        may from_user_id: Id as Id = "FROM_USER_ID";
        /// To whom.
        may to_user_id: Id as Id = "TO_USER_ID";
        /// The author.
        may author_id: Id as Id = "AUTHOR_ID";
        /// The bot that was invited.
        may bot_id: Id as Id = "BOT_ID";
        /// The user who invited it.
        may user_id: Id as Id = "USER_ID";
        /// The portal's language.
        may language: String as String = "LANGUAGE";
    }

    /// The sender of a message.
    BotUser shows OnImbotMessageAdd "data.user.map(|user| user.name)" {
        /// The user's identifier.
        may id: Id as Id = "ID";
        /// The whole name.
        may name: String as String = "NAME";
        /// The first name.
        may first_name: String as String = "FIRST_NAME";
        /// The last name.
        may last_name: String as String = "LAST_NAME";
        /// The position.
        may work_position: String as String = "WORK_POSITION";
        /// The gender: `M` or `F`.
        may gender: String as String = "GENDER";
    }

    /// An event of the second version of bots or chats; each event has some of the parts. In a form, booleans are `1`
    /// and `0`, and nothing is an empty text.
    ChatEvent in "" shows OnImV2MessageAdd "data.dialog_id" {
        /// The bot, with its tokens.
        may bot: ChatBot as ChatBot = "bot";
        /// The message.
        may message: ChatMessage as ChatMessage = "message";
        /// The deleted message.
        may message_id: Id as Id = "messageId";
        /// The chat.
        may chat: Chat as Chat = "chat";
        /// The dialog: a user, or `chat` and a number.
        may dialog_id: String as String = "dialogId";
        /// The user who did it.
        may user: ChatUser as ChatUser = "user";
        /// The command for the bot.
        may command: ChatCommand as ChatCommand = "command";
        /// The context in which the dialog was opened.
        may context: serde_json::Value as Any = "context";
        /// The reaction to a message.
        may reaction: String as String = "reaction";
        /// The change of the reaction: `add` or `delete`.
        may action: String as String = "action";
        /// The portal's language.
        may language: String as String = "language";
    }

    /// A bot, and what it may call the portal with.
    ChatBot shows OnImbotV2MessageAdd "data.bot.map(|bot| bot.code)" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// Its code.
        may code: String as String = "code";
        /// Its tokens. Not to be used to check the event: that is for the event's own.
        may auth: EventAuth as EventAuth = "auth";
    }

    /// A message of a chat.
    ChatMessage shows OnImV2MessageAdd "data.message.map(|message| message.text)" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// Its chat.
        may chat_id: Id as Id = "chatId";
        /// The author.
        may author_id: Id as Id = "authorId";
        /// The time of writing.
        may date: DateTime as DateTime = "date";
        /// Its text.
        may text: String as String = "text";
        /// True if the portal itself wrote it.
        may is_system: bool as bool = "isSystem";
        /// The number that its sender gave it.
        may uuid: String as String = "uuid";
    }

    /// A chat.
    Chat shows OnImV2MessageAdd "data.chat.map(|chat| chat.name)" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// The dialog: a user, or `chat` and a number.
        may dialog_id: String as String = "dialogId";
        /// Its kind.
        may type_id: String as String = "type";
        /// Its name.
        may name: String as String = "name";
        /// The kind of object that it belongs to.
        may entity_type: String as String = "entityType";
        /// Whose it is.
        may owner: Id as Id = "owner";
    }

    /// A user of a chat.
    ChatUser shows OnImV2MessageAdd "data.user.map(|user| user.name)" {
        /// The user's identifier.
        may id: Id as Id = "id";
        /// True if the user may log in.
        may active: bool as bool = "active";
        /// The whole name.
        may name: String as String = "name";
        /// The first name.
        may first_name: String as String = "firstName";
        /// The last name.
        may last_name: String as String = "lastName";
        /// The position.
        may work_position: String as String = "workPosition";
        /// True for a bot.
        may bot: bool as bool = "bot";
        /// True for a user from outside.
        may extranet: bool as bool = "extranet";
        /// The departments.
        may departments: OneOrMany<Id> as OneOrMany<Id> = "departments";
        /// The kind of user.
        may type_id: String as String = "type";
    }

    /// A command for a bot.
    ChatCommand shows OnImbotV2CommandAdd "data.command.map(|command| command.params)" {
        /// Its identifier.
        may id: Id as Id = "id";
        /// The command.
        may command: String as String = "command";
        /// The words after it.
        may params: String as String = "params";
        /// The source: `textarea`, `keyboard` or `menu`.
        may context: String as String = "context";
    }
}
