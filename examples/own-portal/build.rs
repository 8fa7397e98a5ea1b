//! Generates the types of what `portal/` describes.

fn main() {
    bitrix24_codegen::portal("portal").generate();
}
