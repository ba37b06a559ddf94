use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::by_name::LOADS;
use super::page::Page;

/// Where the keyboard is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    pub role: String,
    pub name: String,
}

/// Key, code, Windows virtual key code and the text that it types (UI Events KeyboardEvent key and code values).
const KEYS: [(&str, &str, u32, &str); 12] = [
    ("Tab", "Tab", 9, ""),
    ("Enter", "Enter", 13, "\r"),
    ("Escape", "Escape", 27, ""),
    (" ", "Space", 32, " "),
    ("End", "End", 35, ""),
    ("Home", "Home", 36, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("Backspace", "Backspace", 8, ""),
    ("Delete", "Delete", 46, ""),
];

const SHIFT: u32 = 8;

/// Whether Enter sends the form that the keyboard is in (HTML, "Implicit submission").
const ENTER_SENDS: &str = "((at) => Boolean(at?.form && at.tagName === 'INPUT'
    && !['button', 'reset', 'checkbox', 'radio', 'file', 'color', 'range'].includes(at.type)
    && (at.form.noValidate || at.form.checkValidity())))(document.activeElement)";

impl Page {
    /// Presses a key by its code, such as `Tab`, `Enter`, `Space` or `Shift+Tab`, and waits until the page has settled.
    pub async fn key(&self, code: &str) -> Result<()> {
        let (plain, modifiers) = code.strip_prefix("Shift+").map_or((code, 0), |plain| (plain, SHIFT));
        let (key, code, number, text) = KEYS
            .into_iter()
            .find(|(_, code, ..)| *code == plain)
            .with_context(|| format!("no key `{plain}`"))?;
        let before = self.watch.navigations();
        let loads = self.key_loads(code).await?;
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        for kind in [down, "keyUp"] {
            let mut event = json!({
                "type": kind, "key": key, "code": code, "modifiers": modifiers,
                "windowsVirtualKeyCode": number, "nativeVirtualKeyCode": number,
            });
            if kind == "keyDown" {
                event["text"] = Value::from(text);
            }
            self.call("Input.dispatchKeyEvent", event).await?;
        }
        self.wait_after(loads, before).await
    }

    /// Types where the keyboard is.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.call("Input.insertText", json!({"text": text})).await.map(drop)
    }

    /// What a screen reader says of the place where the keyboard is; nothing if it is on the page as a whole.
    pub async fn focus(&self) -> Result<Option<Focus>> {
        let all = self.accessibility_tree().await?;
        let focused = all.into_iter().rfind(|thing| thing.is_focused && thing.role != "RootWebArea");
        Ok(focused.map(|thing| Focus { role: thing.role, name: thing.name }))
    }

    async fn key_loads(&self, code: &str) -> Result<bool> {
        let presses = format!("({LOADS}).call(document.activeElement || document.body)");
        let asked = match code {
            "Enter" => format!("{ENTER_SENDS} || {presses}"),
            "Space" => format!("document.activeElement?.tagName !== 'A' && {presses}"),
            _ => return Ok(false),
        };
        Ok(self.evaluate(&asked).await?.as_bool() == Some(true))
    }
}
