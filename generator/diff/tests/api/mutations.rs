//! The verdicts on randomly changed schemas agree with the compiler.
//!
//! `cargo test -p bitrix24-codegen --test api -- --ignored`; `MUTATIONS=SEED` for a seed of one's own.

use std::path::Path;

use bitrix24_codegen::api::keep;
use bitrix24_codegen::{Generator, listing};
use bitrix24_diff::api::{compare, disagreements, prove};
use bitrix24_schema::Model;
use bitrix24_schema::model::{BooleanForm, Deprecated, ErrorEntry, Field, FileForm, Item, Type};

use crate::proof::workshop;

/// The number of changes of a schema.
const CHANGES: usize = 300;

#[test]
#[ignore = "it takes minutes to compile"]
fn what_is_told_of_random_changes_is_what_the_compiler_says() {
    let Some(workshop) = workshop("mutations") else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let picked = ["user.*", "tasks.task.*", "crm.deal.*", "crm.item.*", "disk.file.*"];
    let old = Generator::new(root).only(picked).model().expect("the schema is well");
    let before = listing(&old);
    let seeds = match std::env::var("MUTATIONS") {
        Ok(seed) => vec![seed.parse().expect("a seed is a number")],
        Err(_) => vec![1, 2, 3],
    };
    for seed in seeds {
        let mut new = old.clone();
        let mut dice = Dice(seed);
        (0..CHANGES).for_each(|number| change(&mut new, &mut dice, number));
        // Half of the seeds keep the released parts.
        if seed % 2 == 0 {
            new.released = keep(&before);
        }
        let changes = compare(&before, &listing(&new));
        let proof = prove(&before, &new, &workshop).expect("the witness is compiled");
        let differ = disagreements(&changes, &proof);
        println!(
            "seed {seed}: {} changes, {} refused, {} warned of, {} statements in {} rounds",
            changes.len(),
            proof.refused.len(),
            proof.deprecated.len(),
            proof.statements,
            proof.rounds
        );
        assert!(differ.is_empty(), "seed {seed}: {} differ\n{:#?}", differ.len(), &differ[..differ.len().min(10)]);
    }
}

/// Reproducible random numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }
}

fn change(model: &mut Model, dice: &mut Dice, number: usize) {
    let index = dice.roll(model.methods.len());
    let method = &mut model.methods[index];
    match dice.roll(20) {
        0 => drop(model.methods.remove(index)),
        1 => method.deprecated = Some(Deprecated { instead: None }),
        2 => method.result = ty(dice),
        3 => method.pager = None,
        4 => {
            method.errors.pop();
        }
        5 => {
            let code = format!("NEW_{number}");
            let ident = format!("New{number}");
            method.errors.push(ErrorEntry {
                ident,
                code,
                message: None,
                status: None,
                reasons: vec![],
                of: vec![],
                when: vec![],
                retry: None,
            });
        }
        6..=11 => fields(&mut method.params, dice, number),
        _ => {
            let items = match dice.roll(3) {
                0 if !model.types.is_empty() => {
                    let index = dice.roll(model.types.len());
                    &mut model.types[index].items
                }
                _ => &mut method.items,
            };
            if items.is_empty() {
                return;
            }
            let index = dice.roll(items.len());
            match &mut items[index] {
                Item::Object(object) => fields(&mut object.fields, dice, number),
                Item::Enum(list) if dice.roll(2) == 0 => drop(list.values.pop()),
                Item::Enum(list) => list.is_numeric = !list.is_numeric,
                Item::Union(union) if union.options.len() > 2 && dice.roll(2) == 0 => drop(union.options.pop()),
                Item::Union(union) => union.options.push((format!("New{number}"), ty(dice))),
            }
        }
    }
}

fn fields(fields: &mut Vec<Field>, dice: &mut Dice, number: usize) {
    if fields.is_empty() {
        return;
    }
    let index = dice.roll(fields.len());
    let field = &mut fields[index];
    match dice.roll(8) {
        0 => drop(fields.remove(index)),
        1 => field.required = Some(field.required != Some(true)),
        2 => field.deprecated = Some(Deprecated { instead: None }),
        3 => field.ty = Type::Nullable(Box::new(field.ty.clone())),
        4 => field.ty = ty(dice),
        5 => field.ty = Type::List(Box::new(field.ty.clone())),
        6 => {
            let mut new = field.clone();
            (new.name.wire, new.name.ident) = (format!("NEW_{number}"), format!("new_{number}"));
            fields.insert(index, new);
        }
        _ => {
            let other = dice.roll(fields.len());
            fields.swap(index, other);
        }
    }
}

fn ty(dice: &mut Dice) -> Type {
    let plain = [
        Type::Any,
        Type::Integer,
        Type::Double,
        Type::String,
        Type::Boolean(BooleanForm::YesNo),
        Type::Date,
        Type::DateTime,
        Type::Id(None),
        Type::Money,
        Type::Address,
        Type::CrmLink,
        Type::Boolean(BooleanForm::Custom),
        Type::File(FileForm::Custom),
    ];
    let ty = plain[dice.roll(plain.len())].clone();
    match dice.roll(6) {
        0 => Type::List(Box::new(ty)),
        1 => Type::Map(Box::new(ty)),
        2 => Type::Nullable(Box::new(ty)),
        3 => Type::OneOrMany(Box::new(ty)),
        _ => ty,
    }
}
