//! Finding things as a screen reader does: by role and accessible name (Accessible Name and Description Computation 1.2).

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::page::Page;

const FIELDS: &[&str] = &["textbox", "searchbox", "combobox", "spinbutton", "Date", "DateTime", "InputTime"];
const BUTTONS: &[&str] = &["button", "DisclosureTriangle", "menuitem", "switch", "tab"];
const CHOICES: &[&str] = &["combobox", "listbox"];
const TICKS: &[&str] = &["checkbox", "radio", "switch"];
const LINKS: &[&str] = &["link"];
const HEADINGS: &[&str] = &["heading"];

/// Replaces what a field holds and says so to the page, as typing or a picker would.
const SET_VALUE: &str = "function (text) {
    const typed = !['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'].includes(this.type);
    this.focus();
    if (typed) { if (this.select) this.select(); return true; }
    this.value = text;
    this.dispatchEvent(new Event('input', { bubbles: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
    return false;
}";

const CHOOSE: &str = "function (text) {
    const option = [...this.options].find((option) => option.label.trim() === text);
    if (!option) return false;
    option.selected = true;
    this.dispatchEvent(new Event('input', { bubbles: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
}";

/// Whether a press is meant to load another page: a link that leaves this one, or a form that may be sent.
pub(super) const LOADS: &str = "function () {
    const link = this.closest('a[href]');
    if (link) return link.target !== '_blank' && !link.getAttribute('href').startsWith('#') && !link.hasAttribute('download');
    const sends = this.form && (this.type === 'submit' || this.type === 'image');
    return Boolean(sends && (this.form.noValidate || this.formNoValidate || this.form.checkValidity()));
}";

/// Whether a person who presses at this point presses this thing, or its label.
const IS_ON_TOP: &str = "function (x, y) {
    const top = document.elementFromPoint(x, y);
    return Boolean(top && (this.contains(top) || top.contains(this) || (this.labels && [...this.labels].some((l) => l.contains(top)))));
}";

/// A thing on the page: its role, its name, and the browser's number for it.
pub(super) struct Named {
    pub role: String,
    pub name: String,
    pub is_focused: bool,
    node: Value,
}

impl Page {
    /// Replaces the text of the field with this label.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.find("field", FIELDS, label).await?;
        if self.call_on(&field, SET_VALUE, json!([{"value": text}])).await?.as_bool() == Some(true) {
            self.call("Input.insertText", json!({"text": text})).await?;
        }
        Ok(())
    }

    /// Chooses an option of the list with this label by the option's text.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let list = self.find("list", CHOICES, label).await?;
        let chosen = self.call_on(&list, CHOOSE, json!([{"value": option}])).await?;
        ensure!(chosen.as_bool() == Some(true), "`{label}` has no option `{option}`");
        Ok(())
    }

    /// Presses the box or the circle with this label.
    pub async fn tick(&self, label: &str) -> Result<()> {
        let choice = self.find("choice", TICKS, label).await?;
        self.press_node(&choice).await
    }

    /// Chooses a file for the page's only file field.
    pub async fn attach(&self, file: &Path) -> Result<()> {
        let asked = json!({"expression": "document.querySelector('input[type=file]')"});
        let field = self.call("Runtime.evaluate", asked).await?;
        let object = field["result"]["objectId"].as_str().context("no file field")?;
        self.call("DOM.setFileInputFiles", json!({"files": [file], "objectId": object})).await.map(drop)
    }

    /// Presses the button with this name and waits until the page has settled.
    pub async fn press(&self, name: &str) -> Result<()> {
        let button = self.find("button", BUTTONS, name).await?;
        self.press_node(&button).await
    }

    /// Follows the first link with this name, or else the first whose name holds it.
    pub async fn click_link(&self, name: &str) -> Result<()> {
        let link = self.find("link", LINKS, name).await?;
        self.press_node(&link).await
    }

    /// Every heading in reading order.
    pub async fn headings(&self) -> Result<Vec<String>> {
        Ok(self.named_in(HEADINGS).await?.into_iter().map(|heading| heading.name).collect())
    }

    /// The names of all links in reading order.
    pub async fn links(&self) -> Result<Vec<String>> {
        Ok(self.named_in(LINKS).await?.into_iter().map(|link| link.name).collect())
    }

    async fn press_node(&self, thing: &Named) -> Result<()> {
        let loads = self.call_on(thing, LOADS, json!([])).await?.as_bool() == Some(true);
        let before = self.watch.navigations();
        self.call("DOM.scrollIntoViewIfNeeded", json!({"backendNodeId": thing.node})).await?;
        let (x, y) = self.middle_of(thing).await?;
        let is_on_top = self.call_on(thing, IS_ON_TOP, json!([{"value": x}, {"value": y}])).await?;
        ensure!(is_on_top.as_bool() == Some(true), "`{}` lies under something else", thing.name);
        for kind in ["mousePressed", "mouseReleased"] {
            let mouse = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", mouse).await?;
        }
        self.wait_after(loads, before).await
    }

    async fn middle_of(&self, thing: &Named) -> Result<(f64, f64)> {
        let quads = self.call("DOM.getContentQuads", json!({"backendNodeId": thing.node})).await?;
        let corners: Vec<f64> =
            quads["quads"][0].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        ensure!(corners.len() == 8, "`{}` takes no room on the page", thing.name);
        let middle = |from: usize| corners.iter().skip(from).step_by(2).sum::<f64>() / 4.0;
        Ok((middle(0), middle(1)))
    }

    pub(super) async fn call_on(&self, thing: &Named, function: &str, arguments: Value) -> Result<Value> {
        let object = self.call("DOM.resolveNode", json!({"backendNodeId": thing.node})).await?;
        let ask = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": function,
            "arguments": arguments,
            "returnByValue": true,
        });
        let mut answer = self.call("Runtime.callFunctionOn", ask).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("the script threw on `{}`: {thrown}", thing.name);
        }
        Ok(answer["result"]["value"].take())
    }

    async fn find(&self, kind: &str, roles: &[&str], name: &str) -> Result<Named> {
        let mut all = self.named_in(roles).await?;
        let exact = all.iter().position(|thing| thing.name == name);
        let close = || all.iter().position(|thing| thing.name.contains(name));
        match exact.or_else(close) {
            Some(at) => Ok(all.swap_remove(at)),
            None => {
                let names: Vec<&str> = all.iter().map(|thing| thing.name.as_str()).collect();
                bail!("no {kind} is called `{name}` at {}; there are {names:?}", self.path().await?)
            }
        }
    }

    async fn named_in(&self, roles: &[&str]) -> Result<Vec<Named>> {
        let all = self.accessibility_tree().await?;
        Ok(all.into_iter().filter(|thing| roles.contains(&thing.role.as_str())).collect())
    }

    pub(super) async fn accessibility_tree(&self) -> Result<Vec<Named>> {
        let tree = self.call("Accessibility.getFullAXTree", json!({})).await?;
        let nodes = tree["nodes"].as_array().context("a page without an accessibility tree")?;
        Ok(nodes.iter().filter(|node| node["ignored"].as_bool() != Some(true)).map(read_node).collect())
    }
}

fn read_node(node: &Value) -> Named {
    let spoken = node["name"]["value"].as_str().unwrap_or_default();
    let is_true = |property: &&Value| property["value"]["value"].as_bool() == Some(true);
    let mut properties = node["properties"].as_array().into_iter().flatten();
    Named {
        role: node["role"]["value"].as_str().unwrap_or_default().to_owned(),
        name: spoken.split_whitespace().collect::<Vec<_>>().join(" "),
        is_focused: properties.find(|property| property["name"] == "focused").filter(is_true).is_some(),
        node: node["backendDOMNodeId"].clone(),
    }
}
