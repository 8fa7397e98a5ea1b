use crate::schema::*;
#[test]
fn x() {
    diff(&whole(), &whole());
}
