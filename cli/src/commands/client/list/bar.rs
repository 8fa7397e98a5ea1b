//! How far a list is read, on a terminal while the items go elsewhere.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::terminal::may_draw;

/// A bar, which may be hidden.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        if !may_draw() || io::stdout().is_terminal() {
            return Bar(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        Bar(styled(bar, "{spinner} {human_pos} items, {rate}, {elapsed}"))
    }

    /// Shows the number of items, and of all if the portal has told it.
    pub(super) fn show(&mut self, total: Option<u64>, count: u64) {
        if let Some(total) = total.filter(|_| self.0.length().is_none()) {
            self.0.set_length(total);
            let bar = std::mem::replace(&mut self.0, ProgressBar::hidden());
            self.0 = styled(bar, "{wide_bar} {human_pos}/{human_len} items, {rate}, {eta} left");
        }
        self.0.set_position(count);
    }

    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    let Ok(style) = ProgressStyle::with_template(template) else { return bar };
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        // A bar that cannot be written is not seen.
        let _ = out.write_str(&rate(state.per_sec()));
    };
    bar.with_style(style.with_key("rate", rate))
}

/// Returns a number of items a second as people write it.
fn rate(per_second: f64) -> String {
    match per_second {
        few if few < 10.0 => format!("{few:.1}/s"),
        many => format!("{}/s", indicatif::HumanCount(many.round() as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn rates_have_no_more_digits_than_they_mean() {
        assert_eq!([rate(0.25), rate(9.96), rate(1250.1153)], ["0.2/s", "10.0/s", "1,250/s"]);
    }
}
