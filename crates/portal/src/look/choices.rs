//! Choices: one of several, or any of several, each with a label as large as a thumb; and a field for longer words.

use std::fmt;

use super::escape;

/// More choices than these stand side by side.
const FEW: usize = 4;

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// Of one-of-several: its value. Of any-of-several: its field name, which is sent as `on`.
    pub value: &'a str,
    pub words: &'a str,
    pub hint: Option<&'a str>,
    pub is_chosen: bool,
}

/// A question with its choices.
#[derive(Debug, Clone)]
pub struct Choices<'a> {
    /// The field name of one-of-several; of any-of-several what the ids begin with.
    pub name: &'a str,
    pub legend: &'a str,
    pub hint: Option<&'a str>,
    pub fault: Option<&'a str>,
    pub is_many: bool,
    pub options: Vec<Choice<'a>>,
}

impl<'a> Choice<'a> {
    pub fn new(value: &'a str, words: &'a str, is_chosen: bool) -> Self {
        Self { value, words, hint: None, is_chosen }
    }
}

impl<'a> Choices<'a> {
    pub fn one(name: &'a str, legend: &'a str, options: Vec<Choice<'a>>) -> Self {
        Self { name, legend, hint: None, fault: None, is_many: false, options }
    }

    pub fn many(name: &'a str, legend: &'a str, options: Vec<Choice<'a>>) -> Self {
        Self { is_many: true, ..Self::one(name, legend, options) }
    }

    /// One box to tick.
    pub fn tick(name: &'a str, legend: &'a str, words: &'a str, is_chosen: bool) -> Self {
        Self::many("tick", legend, vec![Choice::new(name, words, is_chosen)])
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub fn fault(self, fault: Option<&'a str>) -> Self {
        Self { fault, ..self }
    }

    fn described(&self) -> String {
        let hint = self.hint.map(|_| format!("f-{}-hint", self.name));
        let fault = self.fault.map(|_| format!("f-{}-fault", self.name));
        [hint, fault].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Choices<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Choices { name, is_many, .. } = self;
        let described = self.described();
        let is_short = self.options.iter().all(|option| option.hint.is_none());
        let grid = if is_short && self.options.len() > FEW { " grid" } else { "" };
        write!(f, "<fieldset class=\"choices{grid}\"")?;
        if !described.is_empty() {
            write!(f, " aria-describedby=\"{described}\"")?;
        }
        write!(f, "><legend>{}</legend>", escape(self.legend))?;
        if let Some(hint) = self.hint {
            write!(f, "<p class=hint id=\"f-{name}-hint\">{}</p>", escape(hint))?;
        }
        if let Some(fault) = self.fault {
            write!(f, "<p class=fault id=\"f-{name}-fault\">{}{}</p>", super::Icon::Warning, escape(fault))?;
        }
        for option in &self.options {
            let value = option.value;
            let id = format!("f-{name}-{value}");
            let checked = if option.is_chosen { " checked" } else { "" };
            let input = if *is_many {
                format!("type=checkbox name=\"{value}\" value=on")
            } else {
                format!("type=radio name=\"{name}\" value=\"{value}\" required")
            };
            write!(f, "<label for=\"{id}\"><input id=\"{id}\" {input}{checked}>")?;
            write!(f, "<span>{}", escape(option.words))?;
            if let Some(hint) = option.hint {
                write!(f, "<small>{}</small>", escape(hint))?;
            }
            f.write_str("</span></label>")?;
        }
        f.write_str("</fieldset>")
    }
}

impl askama::filters::HtmlSafe for Choices<'_> {}

/// A field for more than a line.
#[derive(Debug, Clone, Copy)]
pub struct LongField<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    pub hint: Option<&'a str>,
    pub fault: Option<&'a str>,
    /// Letters at most.
    pub longest: usize,
    pub is_required: bool,
}

impl fmt::Display for LongField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LongField { name, longest, .. } = self;
        write!(f, "<div class=field><label for=\"f-{name}\">{}</label>", escape(self.label))?;
        let mut described = Vec::new();
        if let Some(hint) = self.hint {
            write!(f, "<p class=hint id=\"f-{name}-hint\">{}</p>", escape(hint))?;
            described.push(format!("f-{name}-hint"));
        }
        if let Some(fault) = self.fault {
            write!(f, "<p class=fault id=\"f-{name}-fault\">{}{}</p>", super::Icon::Warning, escape(fault))?;
            described.push(format!("f-{name}-fault"));
        }
        write!(f, "<textarea id=\"f-{name}\" name=\"{name}\" rows=4 maxlength={longest}")?;
        if !described.is_empty() {
            write!(f, " aria-describedby=\"{}\"", described.join(" "))?;
        }
        let required = if self.is_required { " required" } else { "" };
        write!(f, "{required}>{}</textarea></div>", escape(self.value))
    }
}

impl askama::filters::HtmlSafe for LongField<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_a_label_of_its_own() {
        let options = vec![Choice::new("a", "One", true), Choice::new("b", "<b>", false)];
        let html = Choices::one("x", "Which?", options).fault(Some("Choose")).to_string();

        assert!(html.contains("<label for=\"f-x-a\"><input id=\"f-x-a\""), "{html}");
        assert!(html.contains("value=\"a\" required checked"), "{html}");
        assert!(html.contains("aria-describedby=\"f-x-fault\""), "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }

    #[test]
    fn boxes_are_sent_under_their_own_names() {
        let html = Choices::tick("adult", "You", "I am of age", false).to_string();

        assert!(html.contains("type=checkbox name=\"adult\" value=on>"), "{html}");
    }
}
