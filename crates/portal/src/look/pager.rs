//! The way through the pages of a long list: links that work without scripts and say where they are.

use std::fmt::Write as _;

use portico_chart::view::Page;

use super::{Frame, Markup, escape};

impl Frame<'_> {
    /// Links to the page before and the page behind this one; nothing where there is only one.
    pub fn pager(&self, at: &Page) -> Markup {
        let mut out = String::new();
        if at.pages > 1 {
            self.write_pager(&mut out, at).expect("writing to a string cannot fail");
        }
        Markup(out)
    }

    fn write_pager(&self, out: &mut String, at: &Page) -> std::fmt::Result {
        let newer = at.page.checked_sub(1);
        let older = Some(at.page + 1).filter(|page| *page < at.pages);
        let words = self.w.with("page-of", &[("page", (at.page + 1).into()), ("pages", at.pages.into())]);
        write!(out, "<nav class=pager aria-label=\"{}\">", escape(self.t("pager")))?;
        self.write_link(out, newer, "prev", "pager-newer")?;
        write!(out, "<span class=soft>{}</span>", escape(&words))?;
        self.write_link(out, older, "next", "pager-older")?;
        out.write_str("</nav>")
    }

    fn write_link(&self, out: &mut String, page: Option<usize>, rel: &str, key: &str) -> std::fmt::Result {
        match page {
            None => out.write_str("<span></span>"),
            Some(page) => {
                let to = at_page(&self.shell.path, page);
                let (to, words) = (escape(&to), escape(self.t(key)));
                write!(out, "<a class=\"btn quiet\" rel={rel} href=\"{to}\">{words}</a>")
            }
        }
    }
}

/// This address with another page, and the rest of its query as it is.
fn at_page(path: &str, page: usize) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
    let mut pairs: Vec<String> = others.map(str::to_owned).collect();
    if page > 0 {
        pairs.push(format!("page={page}"));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::at_page;

    #[test]
    fn another_page_keeps_what_else_was_asked_for() {
        assert_eq!(at_page("/patients/me/visits", 2), "/patients/me/visits?page=2");
        assert_eq!(
            at_page("/patients/me/labs?class=lipids&page=2", 1),
            "/patients/me/labs?class=lipids&page=1"
        );
        assert_eq!(at_page("/patients/me/labs?page=1&flagged=true", 0), "/patients/me/labs?flagged=true");
        assert_eq!(at_page("/patients/me/labs?page=1", 0), "/patients/me/labs");
    }
}
