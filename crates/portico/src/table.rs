//! Rows in columns, for reading at a terminal.

/// `rows` under `head`, each column as wide as its widest word.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|word| (*word).to_owned()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let widths: Vec<usize> = (0..head.len())
        .map(|column| all().map(|row| row[column].chars().count()).max().unwrap_or_default())
        .collect();
    all().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells: String = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:width$}  ")).collect();
    format!("{}\n", cells.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [vec!["1".to_owned(), "señor".to_owned(), "x".to_owned()]];

        let shown = table(&["ID", "WHO", "Y"], &rows);

        assert_eq!(shown, "ID  WHO    Y\n1   señor  x\n");
    }
}
