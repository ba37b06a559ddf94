//! One request and its answer, as bytes (HTTP/1.1, one exchange a connection).

use std::io::{Error, ErrorKind, Result};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::{Fault, Shared};

/// Bytes of a message at most.
const MOST_BYTES: usize = 32 << 20;
const HEAD_BYTES: usize = 64 << 10;
/// Longest wait for either side.
const WAIT: Duration = Duration::from_secs(60);
/// Time for what was sent to leave before the connection ends.
const LEAVE: Duration = Duration::from_millis(20);
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// A head without its last empty line, and a body.
struct Message {
    head: String,
    body: Vec<u8>,
}

/// What goes wrong on the wire is the tested side's to tell.
pub(super) async fn serve(stream: TcpStream, shared: &Shared) {
    let _ = timeout(WAIT, exchange(stream, shared)).await;
}

async fn exchange(mut client: TcpStream, shared: &Shared) -> Result<()> {
    let request = Message::read(&mut client).await?;
    let path = request.head.split(' ').nth(1).unwrap_or_default().to_owned();
    let fault = shared.fate(&path);
    match fault {
        Some(Fault::Refused | Fault::Dropped) => return Ok(()),
        Some(Fault::Reset) => return client.set_zero_linger(),
        Some(Fault::Status(status, retry_after)) => return refuse(&mut client, status, retry_after).await,
        Some(Fault::Malformed) => {
            return answer(&mut client, "200 OK", "\u{1}{\"resourceType\": <html>").await;
        }
        Some(Fault::Slow(by)) => sleep(by).await,
        Some(Fault::Truncated) | None => {}
    }
    let mut response = passed_on(&request, shared).await?;
    // Where tokens are given out is the record system's own affair, and its address is part of what is signed.
    if !path.contains("/.well-known/") {
        response.readdress(&shared.upstream, &shared.own);
    }
    let whole = response.body.len();
    let sent = if fault == Some(Fault::Truncated) { whole / 2 } else { whole };
    client.write_all(response.head_for(whole).as_bytes()).await?;
    client.write_all(&response.body[..sent]).await?;
    client.flush().await?;
    sleep(if sent < whole { LEAVE } else { Duration::ZERO }).await;
    client.shutdown().await
}

/// Asks the record system and reads to the end.
async fn passed_on(request: &Message, shared: &Shared) -> Result<Message> {
    let mut upstream = TcpStream::connect(&shared.upstream).await?;
    let head = request.head_to(&shared.upstream);
    upstream.write_all(head.as_bytes()).await?;
    upstream.write_all(&request.body).await?;
    Message::read(&mut upstream).await
}

async fn refuse(client: &mut TcpStream, status: u16, retry_after: Option<u32>) -> Result<()> {
    let wait = retry_after.map(|seconds| format!("\r\nretry-after: {seconds}")).unwrap_or_default();
    answer(client, &format!("{status} As Ordered{wait}"), "{}").await
}

async fn answer(client: &mut TcpStream, status: &str, body: &str) -> Result<()> {
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/fhir+json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    client.write_all(answer.as_bytes()).await?;
    client.shutdown().await
}

impl Message {
    async fn read(stream: &mut TcpStream) -> Result<Self> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(END_OF_HEAD.len()).position(|window| window == END_OF_HEAD) {
                break end;
            }
            if bytes.len() > HEAD_BYTES || stream.read_buf(&mut bytes).await? == 0 {
                return Err(ErrorKind::InvalidData.into());
            }
        };
        let mut body = bytes.split_off(end + END_OF_HEAD.len());
        bytes.truncate(end);
        let head = String::from_utf8(bytes).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        let length = header(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        if length > MOST_BYTES {
            return Err(ErrorKind::InvalidData.into());
        }
        while body.len() < length {
            if stream.read_buf(&mut body).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        body.truncate(length);
        Ok(Self { head, body })
    }

    /// The head for the record system: for its own host, uncompressed, and for one exchange only.
    fn head_to(&self, host: &str) -> String {
        let kept = self.lines_without(&["host", "connection", "accept-encoding"]);
        format!("{kept}\r\nhost: {host}\r\nconnection: close\r\n\r\n")
    }

    fn head_for(&self, length: usize) -> String {
        let kept = self.lines_without(&["content-length", "connection"]);
        format!("{kept}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n")
    }

    fn lines_without(&self, names: &[&str]) -> String {
        let is_out = |line: &&str| {
            line.split_once(':').is_some_and(|(own, _)| names.contains(&own.to_ascii_lowercase().as_str()))
        };
        self.head.split("\r\n").filter(|line| !is_out(line)).collect::<Vec<_>>().join("\r\n")
    }

    /// The record system's own links lead through the proxy.
    fn readdress(&mut self, from: &str, to: &str) {
        if let Ok(text) = str::from_utf8(&self.body) {
            self.body = text.replace(&format!("http://{from}/"), &format!("http://{to}/")).into_bytes();
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
