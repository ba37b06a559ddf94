//! The style page: every component in every state, to look at and to test against.

use askama::Template;
use serde::Serialize;

use super::chart::{self, Curve};
use super::{
    Chip, CodeField, Empty, Field, Frame, Icon, Markup, Notice, PasswordField, Place, Tone, flag_chip,
    initials,
};
use crate::labs::samples as labs;
use crate::page::{Page, Shell};

/// `GET /design`, in the demo.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct DesignPage;

#[derive(Template)]
#[template(path = "look/design.html")]
struct DesignTemplate<'a> {
    f: Frame<'a>,
}

impl Page for DesignPage {
    fn html(&self, shell: &Shell) -> askama::Result<String> {
        let mut f = Frame::of(shell, Place::Outside);
        f.title = f.t("design-title").to_owned();
        DesignTemplate { f }.render()
    }
}

const COLOURS: [(&str, &[&str]); 4] = [
    ("design-surfaces", &["paper", "card", "sunk", "line", "edge", "ink", "soft"]),
    ("design-brand", &["brand", "brand-ink", "brand-wash", "brand-deep", "light"]),
    (
        "design-states",
        &[
            "good",
            "good-wash",
            "high",
            "high-wash",
            "low",
            "low-wash",
            "crit",
            "crit-wash",
            "wait",
            "wait-wash",
        ],
    ),
    ("design-person", &["person"]),
];

const FLAGS: [portico_chart::labs::Flag; 7] = {
    use portico_chart::labs::Flag;
    [
        Flag::InRange,
        Flag::High,
        Flag::Low,
        Flag::CriticalHigh,
        Flag::CriticalLow,
        Flag::Critical,
        Flag::Abnormal,
    ]
};

impl DesignTemplate<'_> {
    fn colours(&self) -> &'static [(&'static str, &'static [&'static str])] {
        &COLOURS
    }

    fn icons(&self) -> [Icon; 35] {
        Icon::ALL
    }

    fn chips(&self) -> Vec<Chip<'static>> {
        let mut chips: Vec<_> = FLAGS.iter().filter_map(|flag| flag_chip(&self.f.w, *flag)).collect();
        chips.push(Chip::new(Tone::Wait, self.f.t("status-preliminary")));
        chips.push(Chip::new(Tone::Plain, self.f.t("status-entered-in-error")));
        chips.push(Chip::new(Tone::Plain, self.f.t("print")).with(Icon::Print));
        chips
    }

    fn notices(&self) -> Vec<Notice> {
        let f = &self.f;
        let title = f.t("notice-stale-title");
        let words = || f.t("notice-truncated").to_owned();
        let tones = [Tone::Wait, Tone::Warning, Tone::High, Tone::Low, Tone::Critical, Tone::Good];
        tones
            .into_iter()
            .map(|tone| Notice::new(tone, title, words()))
            .chain([Notice::quiet(words())])
            .collect()
    }

    fn plain_field(&self) -> Field<'_> {
        Field {
            name: "design-text",
            label: self.f.t("search-label"),
            kind: "text",
            value: "",
            hint: Some(self.f.t("search-hint")),
            fault: None,
            autocomplete: "off",
            is_required: false,
            extra: "",
        }
    }

    fn faulty_field(&self) -> CodeField<'_> {
        CodeField { label: self.f.t("code"), hint: None, fault: Some(self.f.t("fault-wrong-code")) }
    }

    fn password_field(&self) -> PasswordField<'_> {
        let (label, hint) = (self.f.t("password-new"), Some(self.f.t("password-hint")));
        PasswordField { name: "design-password", label, hint, fault: None, is_new: true }
    }

    fn trends(&self) -> Vec<Markup> {
        let details = labs::details();
        let one = details.iter().take(5).filter_map(|(_, detail)| {
            let name = self.f.w.term(&detail.content.result.name);
            let curves = [Curve { name, trend: &detail.content.trend }];
            chart::trend_chart(&self.f.w, name, &curves)
        });
        let vitals = crate::vitals::samples::views();
        let pressure = vitals
            .iter()
            .find_map(|(_, view)| view.content.series.iter().find(|series| series.trends.len() == 2));
        let two = pressure.and_then(|series| {
            let names = [self.f.t("vital-systolic"), self.f.t("vital-diastolic")];
            let curves: Vec<_> =
                series.trends.iter().zip(names).map(|(trend, name)| Curve { name, trend }).collect();
            chart::trend_chart(&self.f.w, self.f.t("vital-blood-pressure"), &curves)
        });
        one.chain(two).collect()
    }

    fn bars(&self) -> Vec<Markup> {
        let range = |low, high| labs::range(low, high, "mg/dL");
        let cases = [
            ("85", range(Some("70"), Some("99")), 0),
            ("142", range(None, Some("<100")), 1),
            ("38", range(Some("40"), None), 2),
            ("61", range(Some("70"), Some("99")), 2),
            ("2400", range(Some("70"), Some("99")), 3),
            ("<0.1", range(None, Some("0.4")), 0),
        ];
        let bar = |(value, range, flag): (&str, _, usize)| {
            chart::range_bar(&self.f.w, &labs::amount(value, "mg/dL"), &range, FLAGS[flag])
        };
        cases.into_iter().filter_map(bar).collect()
    }

    fn spark(&self) -> Markup {
        chart::spark(&labs::ldl_trend())
    }

    fn strip(&self) -> Markup {
        Markup(chart::range_strip(&labs::ldl()).map(|strip| strip.to_string()).unwrap_or_default())
    }

    fn empty(&self) -> Empty {
        Empty::new(Icon::Flask, self.f.t("labs-empty-title"), self.f.t("labs-empty"))
    }
}
