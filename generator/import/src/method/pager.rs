//! The way to read a list page by page.

use bitrix24_schema::raw::{Api, PagerKind};

use crate::examples::Answer;
use crate::facts::ty::Ty;
use crate::facts::{Field, Pager};
use crate::fields::types::Registry;
use crate::page::blocks::Block;
use crate::page::{Identity, Page};
use crate::vocabulary::Section;
use crate::vocabulary::paging::{AROUND, LAST_IDS, OFFSETS, PAGES, SIZES, is_one};

/// The largest number of parameters around those of paging: `PARAMS.NAV_PARAMS.iNumPage`.
const MAX_AROUND: usize = 2;

/// The name of the page about methods that list: they page by `start`.
const LIST_METHODS: &str = "list-methods-pecularities";

/// Returns the paging of the list, if the method, which reads, lists.
pub(super) fn read(
    page: &Page<'_>,
    params: &[Field],
    result: Option<&Field>,
    answers: &[Answer],
    (identity, registry): (&Identity, &Registry),
) -> Option<Pager> {
    let lists = is_list_name(&identity.name);
    let is_counted = || identity.api == Api::V2 && lists && (says_next(answers) || links_list_methods(page));
    let kind = match style(params, lists, identity.api) {
        Some(kind) => kind,
        // Old pages show no answer: they are of methods that page by `start`, and what they list is the result itself.
        None if result.is_none() && lists && identity.api == Api::V2 => PagerKind::Start,
        None if is_counted() => PagerKind::Start,
        None if lists => PagerKind::Whole,
        None => return None,
    };
    let Some(result) = result else {
        let is_of_result = matches!(kind, PagerKind::Start | PagerKind::Page);
        return is_of_result.then_some(Pager { kind, items: None, id: None });
    };
    let (items, of) = items(result, &identity.name)?;
    let own = of.fields.iter().find(|field| field.name.eq_ignore_ascii_case("id")).map(|field| field.name.clone());
    let mut id = own;
    of.ty.for_each_shared(&mut |name| id = id.take().or_else(|| registry.id_field(name).map(str::to_owned)));
    Some(Pager { kind, items, id })
}

/// Returns true if the name of a method says that it lists.
fn is_list_name(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["list", "search"].iter().any(|word| last.ends_with(word))
}

/// Returns the style that the parameters tell.
fn style(params: &[Field], lists: bool, api: Api) -> Option<PagerKind> {
    let is_top = |name: &str| params.iter().any(|param| param.name.eq_ignore_ascii_case(name));
    let has = |names: &[&str]| has(params, names, 0);
    Some(match () {
        () if api == Api::V3 && is_top("pagination") => PagerKind::Pagination,
        () if is_top("start") => PagerKind::Start,
        // The identifier is only a part of the place where its kind has to be sent, too.
        () if has(LAST_IDS) && !is_top("LAST_TYPE") => PagerKind::LastId,
        () if has(OFFSETS) && (lists || has(SIZES)) => PagerKind::Offset,
        () if has(PAGES) && (lists || has(SIZES)) => PagerKind::Page,
        () => return None,
    })
}

/// Returns true if one of the parameters is there, or inside one that is around those of paging.
fn has(params: &[Field], names: &[&str], depth: usize) -> bool {
    params.iter().any(|param| {
        let has_key = || param.keys.iter().any(|key| is_one(key, names));
        let is_around = depth < MAX_AROUND && is_one(&param.name, AROUND);
        is_one(&param.name, names) || is_around && (has_key() || has(&param.fields, names, depth + 1))
    })
}

fn plain(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

/// Returns true if an answer has what only paged ones have beside the result.
fn says_next(answers: &[Answer]) -> bool {
    let jsons = answers.iter().filter_map(|answer| answer.json.as_ref());
    jsons.filter(|json| json.get("result").is_some()).any(|json| json.get("next").or(json.get("total")).is_some())
}

fn links_list_methods(page: &Page<'_>) -> bool {
    let blocks = page.of(Section::Intro).flat_map(|chapter| &chapter.blocks);
    blocks.into_iter().any(|block| matches!(block, Block::Text { text, .. } if text.contains(LIST_METHODS)))
}

/// Returns the key of the items in a result, and what holds them.
fn items<'f>(result: &'f Field, method: &str) -> Option<(Option<String>, &'f Field)> {
    let is_list = |ty: &Ty| matches!(ty, Ty::List(_) | Ty::Array);
    let is_rows = |ty: &Ty| is_list(ty) || matches!(ty, Ty::Map(_));
    if is_rows(&result.ty) {
        return Some((None, result));
    }
    let lists: Vec<&Field> = result.fields.iter().filter(|field| is_list(&field.ty)).collect();
    // The list may have other data beside it: it is called by what the method lists.
    let called = || {
        let stems = method.rsplit('.').map(|word| plain(word).trim_end_matches(['s', 'y']).to_owned());
        let begins = |stem: String| lists.iter().copied().find(|list| plain(&list.name).starts_with(&stem));
        stems.filter(|stem| stem.len() > 2).find_map(begins)
    };
    let named = || lists.iter().copied().find(|list| list.name == "items");
    let one = match lists.as_slice() {
        [] => {
            let mut maps = result.fields.iter().filter(|field| matches!(field.ty, Ty::Map(_)));
            maps.next().filter(|_| maps.next().is_none())?
        }
        [one] => one,
        _ => named().or_else(called)?,
    };
    Some((Some(one.name.clone()), one))
}
