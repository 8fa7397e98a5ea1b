//! Data of events of tasks and of their comments.

use crate::wire::{Id, YesNo};

object! {
    /// A task was added, changed or deleted: `before` is missing for a new one, `after` for a deleted one.
    Task in "" shows OnTaskUpdate "data.id()" {
        /// The task before.
        may before: TaskFields as TaskFields = "FIELDS_BEFORE";
        /// The task after.
        may after: TaskFields as TaskFields = "FIELDS_AFTER";
        /// True if it could be read before; missing when that was not looked at.
        may is_accessible_before: bool as YesNo = "IS_ACCESSIBLE_BEFORE";
        /// True if it can be read after; missing when that was not looked at.
        may is_accessible_after: bool as YesNo = "IS_ACCESSIBLE_AFTER";
    }

    /// A task, before or after.
    TaskFields shows OnTaskUpdate "data.after.map(|task| task.id)" {
        /// Its identifier.
        need id: Id as Id = "ID";
    }

    /// A comment of a task was added, changed or deleted: `before` is missing for a new one.
    TaskComment in "" shows OnTaskCommentAdd "(data.task_id(), data.id())" {
        /// The comment before.
        may before: TaskCommentFields as TaskCommentFields = "FIELDS_BEFORE";
        /// The comment after.
        may after: TaskCommentFields as TaskCommentFields = "FIELDS_AFTER";
        /// True if it could be read before; missing when that was not looked at.
        may is_accessible_before: bool as YesNo = "IS_ACCESSIBLE_BEFORE";
        /// True if it can be read after; missing when that was not looked at.
        may is_accessible_after: bool as YesNo = "IS_ACCESSIBLE_AFTER";
    }

    /// A comment, before or after.
    TaskCommentFields shows OnTaskCommentAdd "data.after.map(|comment| comment.task_id)" {
        /// Its identifier.
        need id: Id as Id = "ID";
        /// The task's identifier.
        need task_id: Id as Id = "TASK_ID";
        /// The comment's message in the forum or the chat.
        may message_id: Id as Id = "MESSAGE_ID";
        /// `DEL` when the comment was deleted.
        may action: String as String = "ACTION";
    }
}

impl Task {
    /// The task's identifier.
    pub fn id(&self) -> Option<&Id> {
        self.after.as_ref().or(self.before.as_ref()).map(|task| &task.id)
    }
}

impl TaskComment {
    /// The comment's identifier.
    pub fn id(&self) -> Option<&Id> {
        self.after.as_ref().or(self.before.as_ref()).map(|comment| &comment.id)
    }

    /// The task's identifier.
    pub fn task_id(&self) -> Option<&Id> {
        self.after.as_ref().or(self.before.as_ref()).map(|comment| &comment.task_id)
    }
}
