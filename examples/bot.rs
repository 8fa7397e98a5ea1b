//! A chat bot that fetches its events and answers with buttons. `cargo run --example bot` starts a mock of a portal itself, in
//! which somebody has written to the bot.

use std::error::Error;

use bitrix24::im::{Action, Attach, AttachBlock, AttachGridItem, Button, ButtonType, GridDisplay, Keyboard};
use bitrix24::incoming::{EventFeed, Payload};
use bitrix24::{Client, imbot};
use bitrix24_mock::Portal;
use serde_json::json;

/// The bot's number, which `imbot.v2.Bot.register` answers.
const BOT: i64 = 456;

/// Answers all messages that have come.
async fn answer(b24: &Client, feed: &mut EventFeed) -> Result<(), Box<dyn Error>> {
    for event in feed.fetch().await? {
        match event.payload()? {
            Payload::OnImbotV2MessageAdd(data) => {
                let dialog = data.chat.and_then(|chat| chat.dialog_id).unwrap_or_default();
                let fields = imbot::v2::chat::message::send::Fields::new().message("Which one?");
                let fields = fields.keyboard(keyboard()).attach(card());
                b24.call(imbot::v2::chat::message::Send::new(BOT, dialog).fields(fields)).await?;
            }
            Payload::OnImbotV2CommandAdd(data) => println!("{:?}", data.command.and_then(|command| command.params)),
            _ => {}
        }
    }
    Ok(())
}

/// Two buttons, and one in a line of its own.
fn keyboard() -> Keyboard {
    Keyboard::new([
        Button::new().text("Deal 7").command("deal").command_params("7").block(true),
        Button::new().text("Portal").link("https://example.bitrix24.com/"),
        Button::new().type_(ButtonType::Newline),
        Button::new().text("Help").action(Action::Put).action_value("/help"),
    ])
    .bot_id(BOT)
}

/// A text, and a table of one row.
fn card() -> Attach {
    let row = AttachGridItem::new(GridDisplay::Row).name("Status").value("In progress");
    Attach::new([AttachBlock::new().message("Request [B]142[/B]"), AttachBlock::new().grid([row])]).color("#29619b")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let portal = Portal::builder().documented()?.start()?;
    let message = json!({ "message": { "id": 789, "text": "Hello" }, "chat": { "id": 5, "dialogId": "chat5" } });
    let command = json!({ "command": { "id": 1, "command": "deal", "params": "7", "context": "keyboard" } });
    portal.raise("ONIMBOTV2MESSAGEADD", message).raise("ONIMBOTV2COMMANDADD", command);

    let b24 = Client::webhook(&portal.webhook_url())?;
    let mut feed = EventFeed::of_bot(b24.clone(), BOT).bot_token("my_bot_token");
    answer(&b24, &mut feed).await?;
    println!("{}", portal.last_request().map_or_else(String::new, |request| request.body().to_string()));
    Ok(())
}
