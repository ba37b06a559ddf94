//! One-page PDF documents (ISO 32000), so that a patient downloads something real.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

const PAGE: Rect = Rect { x1: 0.0, y1: 0.0, x2: 612.0, y2: 792.0 };
const LEFT: f32 = 64.0;
const TOP: f32 = 722.0;
const LINE_CHARACTERS: usize = 86;
const LINES_ON_PAGE: usize = 40;

/// A letter-size page with a letterhead, a title and paragraphs; text that does not fit is cut with a word that says so.
pub fn page(letterhead: &str, title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let (catalog, pages, page) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let (plain, bold, text, about) = (Ref::new(4), Ref::new(5), Ref::new(6), Ref::new(7));

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages).lang(TextStr("en"));
    pdf.document_info(about).title(TextStr(title)).producer(TextStr("Riverside Health"));
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(PAGE).parent(pages).contents(text);
    sheet.resources().fonts().pair(Name(b"F"), plain).pair(Name(b"B"), bold);
    sheet.finish();
    pdf.type1_font(plain).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.type1_font(bold).base_font(Name(b"Helvetica-Bold")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.stream(text, &written(letterhead, title, paragraphs));
    pdf.finish()
}

fn written(letterhead: &str, title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let mut content = Content::new();
    let mut line = |font: &[u8], size: f32, y: f32, text: &str| {
        content.begin_text();
        content.set_font(Name(font), size);
        content.next_line(LEFT, y);
        content.show(Str(&win_ansi(text)));
        content.end_text();
    };
    line(b"B", 10.0, TOP, letterhead);
    line(b"B", 17.0, TOP - 34.0, title);
    let mut lines: Vec<String> = paragraphs.iter().flat_map(|text| wrapped(text)).collect();
    if lines.len() > LINES_ON_PAGE {
        lines.truncate(LINES_ON_PAGE - 1);
        lines.push("(shortened)".to_owned());
    }
    for (row, text) in lines.iter().enumerate() {
        line(b"F", 10.5, TOP - 66.0 - 15.5 * row as f32, text);
    }
    content.finish().to_vec()
}

/// A paragraph in lines, with an empty one after it.
fn wrapped(paragraph: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line to write on");
        if !last.is_empty() && last.chars().count() + word.chars().count() >= LINE_CHARACTERS {
            lines.push(word.to_owned());
            continue;
        }
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word);
    }
    lines.push(String::new());
    lines
}

/// Latin letters as Windows-1252 has them; what it has not becomes a question mark.
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| match letter {
            '–' => 0x96,
            '—' => 0x97,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '•' => 0x95,
            _ => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
        })
        .collect()
}
