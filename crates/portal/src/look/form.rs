//! Form fields. A label is not optional; a fault belongs to its field and is announced with it.

use std::fmt;

use super::escape;

/// A labelled field.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub kind: &'a str,
    pub value: &'a str,
    pub hint: Option<&'a str>,
    pub fault: Option<&'a str>,
    /// `autocomplete` (HTML § 4.10.18.7), so that password managers and keyboards help.
    pub autocomplete: &'a str,
    pub is_required: bool,
    /// Further attributes, written by us.
    pub extra: &'static str,
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Field { name, kind, extra, autocomplete, .. } = self;
        write!(f, "<div class=field><label for=\"f-{name}\">{}</label>", escape(self.label))?;
        if let Some(hint) = self.hint {
            write!(f, "<p class=hint id=\"f-{name}-hint\">{}</p>", escape(hint))?;
        }
        if let Some(fault) = self.fault {
            write!(f, "<p class=fault id=\"f-{name}-fault\">{}{}</p>", super::Icon::Warning, escape(fault))?;
        }
        write!(f, "<input id=\"f-{name}\" name=\"{name}\" type=\"{kind}\" autocomplete=\"{autocomplete}\"")?;
        if !self.value.is_empty() {
            write!(f, " value=\"{}\"", escape(self.value))?;
        }
        if self.hint.is_some() || self.fault.is_some() {
            let hint = if self.hint.is_some() { format!("f-{name}-hint") } else { String::new() };
            let fault = if self.fault.is_some() { format!(" f-{name}-fault") } else { String::new() };
            write!(f, " aria-describedby=\"{}\"", format!("{hint}{fault}").trim())?;
        }
        if self.fault.is_some() {
            f.write_str(" aria-invalid=true")?;
        }
        if self.is_required {
            f.write_str(" required")?;
        }
        write!(f, " {extra}></div>")
    }
}

impl askama::filters::HtmlSafe for Field<'_> {}

/// An e-mail address, as the name of an account.
#[derive(Debug, Clone, Copy)]
pub struct EmailField<'a> {
    pub label: &'a str,
    pub value: &'a str,
    pub fault: Option<&'a str>,
}

impl fmt::Display for EmailField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Field {
            name: "email",
            label: self.label,
            kind: "email",
            value: self.value,
            hint: None,
            fault: self.fault,
            autocomplete: "username",
            is_required: true,
            extra: "inputmode=email autocapitalize=none spellcheck=false",
        }
        .fmt(f)
    }
}

impl askama::filters::HtmlSafe for EmailField<'_> {}

/// A password, known or new.
#[derive(Debug, Clone, Copy)]
pub struct PasswordField<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub fault: Option<&'a str>,
    pub is_new: bool,
}

impl fmt::Display for PasswordField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Field {
            name: self.name,
            label: self.label,
            kind: "password",
            value: "",
            hint: self.hint,
            fault: self.fault,
            autocomplete: if self.is_new { "new-password" } else { "current-password" },
            is_required: true,
            extra: if self.is_new { "minlength=12" } else { "" },
        }
        .fmt(f)
    }
}

impl askama::filters::HtmlSafe for PasswordField<'_> {}

/// The six figures of an authenticator app.
#[derive(Debug, Clone, Copy)]
pub struct CodeField<'a> {
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub fault: Option<&'a str>,
}

impl fmt::Display for CodeField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Field {
            name: "code",
            label: self.label,
            kind: "text",
            value: "",
            hint: self.hint,
            fault: self.fault,
            autocomplete: "one-time-code",
            is_required: true,
            // No pattern and no longest length: they would cut what is pasted, or refuse what the server reads.
            extra: "inputmode=numeric class=code autofocus",
        }
        .fmt(f)
    }
}

impl askama::filters::HtmlSafe for CodeField<'_> {}

/// What a form carries along unseen.
#[derive(Debug, Clone, Copy)]
pub struct Hidden<'a> {
    pub name: &'a str,
    pub value: &'a str,
}

impl fmt::Display for Hidden<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<input type=hidden name=\"{}\" value=\"{}\">", self.name, escape(self.value))
    }
}

impl askama::filters::HtmlSafe for Hidden<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_tied_to_its_field() {
        let field = CodeField { label: "Code", hint: None, fault: Some("Wrong") }.to_string();

        assert!(field.contains("aria-describedby=\"f-code-fault\""), "{field}");
        assert!(field.contains("aria-invalid=true"));
        assert!(field.contains("for=\"f-code\""));
    }
}
