//! The folder of a large portal: five smart processes, and 600 custom fields of all kinds.

use std::fmt::Write;

/// The number of custom fields of each thing.
const FIELDS: usize = 100;

/// The comparison of a value that is read with the one that was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    /// As it is.
    Same,
    /// By the day: servers write one with a time.
    Day,
    /// There is a link to a file.
    Link,
}

/// A kind of custom field, with values of two items.
pub(crate) struct Kind {
    /// Its type, as the folder has it.
    pub(crate) ty: &'static str,
    /// The values of the type, as the folder has them.
    pub(crate) values: &'static str,
    /// Two values, as Rust writes them.
    pub(crate) set: [&'static str; 2],
    /// How it is compared.
    pub(crate) read: Read,
    /// True if it always has several values.
    is_list: bool,
}

const fn kind(ty: &'static str, values: &'static str, set: [&'static str; 2]) -> Kind {
    Kind { ty, values, set, read: Read::Same, is_list: false }
}

/// The kinds of custom fields: what each is called in the portal, and what it is here.
pub(crate) const KINDS: [(&str, Kind); 20] = [
    ("string", kind("string", "", [r#""A house""#, r#""A barn""#])),
    ("integer", kind("integer", "", ["5", "-7"])),
    ("double", kind("double", "", ["2.5", "0.125"])),
    ("boolean", kind("boolean(custom)", "", ["true", "false"])),
    (
        "date",
        Kind { read: Read::Day, ..kind("date", "", [r#"Date::from("2026-01-31")"#, r#"Date::from("2025-12-01")"#]) },
    ),
    (
        "datetime",
        kind(
            "datetime",
            "",
            [r#"DateTime::from("2026-01-31T10:00:00+03:00")"#, r#"DateTime::from("2025-12-01T00:00:00+03:00")"#],
        ),
    ),
    ("enumeration", kind("integer", "44: Small, 45: Large", ["{Enum}::Small", "{Enum}::Large"])),
    (
        "file",
        Kind {
            read: Read::Link,
            ..kind("file(custom)", "", [r#"File::new("plan.txt", "one")"#, r#"File::new("map.txt", "two")"#])
        },
    ),
    ("money", kind("money", "", [r#"Money::new("1000.50", "EUR")"#, r#"Money::new(7, "USD")"#])),
    ("url", kind("string", "", [r#""https://example.com/a?b=c&d=é""#, r#""https://example.com/""#])),
    (
        "address",
        kind("address", "", [r#"Address::new("Riga, Brivibas 1").at(56.95, 24.11)"#, r#"Address::new("Paris")"#]),
    ),
    ("crm", kind("crm_link", "", ["CrmLink::deal(5)", "CrmLink::new(1040, 7)"])),
    ("crm_status", kind("string", "CALL: Call, WEB: Site", ["{Enum}::Call", "{Enum}::Site"])),
    ("employee", kind("user", "", ["1", "2"])),
    ("iblock_element", kind("integer", "", ["11", "12"])),
    ("iblock_section", kind("integer", "", ["21", "22"])),
    ("hlblock", kind("integer", "", ["31", "32"])),
    ("disk_file", kind("integer", "", ["41", "42"])),
    ("resourcebooking", Kind { is_list: true, ..kind("integer", "", ["51", "52"]) }),
    ("rest_5_colour", kind("string", "", [r#""red""#, r#""blue""#])),
];

/// A thing of the portal.
pub(crate) struct Thing {
    /// Its name in Rust.
    pub(crate) name: &'static str,
    /// The first lines of its file, without its name.
    head: &'static str,
    /// The text before the numbers of its custom fields.
    prefix: &'static str,
}

/// The things.
pub(crate) const THINGS: [Thing; 6] = [
    process("Project", "title: Project\nwith: { entityTypeId: 1036 }", "ufCrm5_"),
    process("Building", "title: Building\nwith: { entityTypeId: 1040 }", "ufCrm6_"),
    process("Ticket", "title: Ticket\nwith: { entityTypeId: 1044 }", "ufCrm7_"),
    process("Delivery", "title: Delivery\nwith: { entityTypeId: 1048 }", "ufCrm8_"),
    process("Inspection", "title: Inspection\nwith: { entityTypeId: 1052 }", "ufCrm9_"),
    Thing { name: "Deal", head: "of: crm.Deal\nmethods: crm.deal\ntitle: Deal", prefix: "UF_CRM_" },
];

const fn process(name: &'static str, head: &'static str, prefix: &'static str) -> Thing {
    Thing { name, head, prefix }
}

/// A custom field.
pub(crate) struct Field {
    /// Its number among those of its thing.
    pub(crate) number: usize,
    /// Its name in Rust.
    pub(crate) rust: String,
    /// What it is called in the portal.
    pub(crate) title: String,
    /// Its kind.
    pub(crate) kind: &'static Kind,
    /// True if it has several values.
    pub(crate) is_multiple: bool,
}

impl Thing {
    /// Returns the custom fields: of each kind five, the last one with several values.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        (0..FIELDS).map(|number| {
            let (name, kind) = &KINDS[number % KINDS.len()];
            let is_multiple = kind.is_list || number / KINDS.len() == 4 && *name != "boolean";
            let title = format!("The {} {number}", name.replace('_', " "));
            Field { number, rust: title.to_lowercase().replace(' ', "_"), title, kind, is_multiple }
        })
    }

    /// Returns the number of the smart process, if it is one.
    fn number(&self) -> Option<&str> {
        self.head.split_once("entityTypeId: ")?.1.strip_suffix(" }")
    }

    /// Returns true for an item of a smart process.
    pub(crate) fn is_item(&self) -> bool {
        self.number().is_some()
    }

    /// Returns the name of a field on the wire.
    pub(crate) fn wire(&self, field: &Field) -> String {
        format!("{}{}", self.prefix, field.number)
    }

    fn file(&self) -> String {
        let of = if self.is_item() {
            "of: crm.Item\nmethods: crm.item\nhas: [assignedById, createdTime, id, stageId, title]\n"
        } else {
            ""
        };
        let mut text = format!("thing: {}\n{of}{}\nfields:\n", self.name, self.head);
        if let Some(number) = self.number() {
            let stages = format!("\"DT{number}_9:NEW\": New, \"DT{number}_9:SUCCESS\": Won");
            _ = writeln!(text, "  stageId: {{ rust: stage, type: string, values: {{ {stages} }}, open: true }}");
        }
        for field in self.fields() {
            let (wire, Field { rust, title, kind, is_multiple, .. }) = (self.wire(&field), &field);
            let form = if self.is_item() { "custom" } else { "1/0" };
            let ty = kind.ty.replace("boolean(custom)", &format!("boolean({form})"));
            let ty = if *is_multiple { format!("\"{ty}[]\"") } else { format!("{ty:?}") };
            let values =
                if kind.values.is_empty() { String::new() } else { format!(", values: {{ {} }}", kind.values) };
            _ = writeln!(text, "  {wire}: {{ rust: {rust}, type: {ty}{values}, doc: {title} }}");
        }
        text
    }
}

/// Returns the files of the folder, by name.
pub(crate) fn files() -> Vec<(String, String)> {
    let portal = ("portal.yaml".to_owned(), "portal: 1\nscopes: [crm]\n".to_owned());
    let things = THINGS.iter().map(|thing| (format!("{}.yaml", thing.name.to_lowercase()), thing.file()));
    std::iter::once(portal).chain(things).collect()
}
