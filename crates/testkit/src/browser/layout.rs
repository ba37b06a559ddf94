use anyhow::{Context, Result};
use serde_json::Value;

use super::page::Page;

/// Things to press with their sizes. A box or circle counts with its label, a link stretched by its `::after` with the row
/// that it covers. A link within a sentence is left out, as in
/// WCAG 2.2, 2.5.8 (exception "Inline"), and so is what only the keyboard shows.
const TARGETS: &str = "(() => {
    const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=tab]';
    const stretchedOver = (element) => {
        const after = getComputedStyle(element, '::after');
        return after.content !== 'none' && after.position === 'absolute' ? element.offsetParent : null;
    };
    const rect = (element) => {
        const boxes = [stretchedOver(element) ?? element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
        const left = Math.min(...boxes.map((box) => box.left)), right = Math.max(...boxes.map((box) => box.right));
        const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
        return { left, right, top, bottom, width: right - left, height: bottom - top };
    };
    const inSentence = (element) => getComputedStyle(element).display === 'inline'
        && [...element.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    const isSeen = (element, box) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
    return [...document.querySelectorAll(wanted)]
        .map((element) => [element, rect(element)])
        .filter(([element, box]) => isSeen(element, box) && !inSentence(element))
        .map(([element, box]) => ({
            name: (element.getAttribute('aria-label') || element.labels?.[0]?.innerText || element.innerText || element.id
                || element.tagName).trim().slice(0, 60),
            width: box.width, height: box.height,
        }));
})()";

/// What sticks out of the page where it ends, to the right or, read from the right, to the left; innermost first.
const OVERFLOW: &str = "((width) => {
    if (document.scrollingElement.scrollWidth <= width) return [];
    const isPinned = (element) => element && (getComputedStyle(element).position === 'fixed' || isPinned(element.parentElement));
    return [...document.body.querySelectorAll('*')].filter((element) => !isPinned(element))
        .filter((element) => document.dir === 'rtl'
            ? element.getBoundingClientRect().left - scrollX < -1
            : element.getBoundingClientRect().right + scrollX > width + 1)
        .reverse().slice(0, 5)
        .map((element) => `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''}`
            + `${[...element.classList].map((name) => '.' + name).join('')}`)
        .concat(`the page is ${document.scrollingElement.scrollWidth} px wide`);
})";

/// Something to press, with its size in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct TapTarget {
    pub name: String,
    pub width: f64,
    pub height: f64,
}

impl Page {
    /// What makes the page wider than the screen, so that a person must scroll sideways. Empty when it fits.
    pub async fn sideways_overflow(&self) -> Result<Vec<String>> {
        let (width, _) = self.options.viewport.size();
        let found = self.evaluate(&format!("{OVERFLOW}({width})")).await?;
        let found = found.as_array().context("the page told no widths")?;
        Ok(found.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Things to press that are narrower or lower than `least` CSS pixels: WCAG 2.2 AA asks for 24, a thumb for 44.
    pub async fn tap_targets_under(&self, least: f64) -> Result<Vec<TapTarget>> {
        let found = self.evaluate(TARGETS).await?;
        let all = found.as_array().context("the page told no sizes")?.iter().map(|target| TapTarget {
            name: target["name"].as_str().unwrap_or_default().to_owned(),
            width: target["width"].as_f64().unwrap_or_default(),
            height: target["height"].as_f64().unwrap_or_default(),
        });
        // A size of 43.996 is 44: browsers lay out in fractions.
        Ok(all.filter(|target| target.width.min(target.height) < least - 0.05).collect())
    }
}
