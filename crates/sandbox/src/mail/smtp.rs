//! A small strict mail server (RFC 5321): it takes letters on loopback, one session a connection. No TLS, no sign-in, no relaying;
//! what it does not know it refuses with 5xx.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener};

use portico_model::Clock;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::Inbox;

/// RFC 5321 § 4.5.3.1.6, with its end.
const LONGEST_LINE: usize = 1000;
const LARGEST_LETTER: usize = 10 * 1024 * 1024;
const MOST_RECIPIENTS: usize = 100;

/// A server that listens until this is dropped.
#[derive(Debug)]
pub struct MailServer {
    pub address: SocketAddr,
    listening: JoinHandle<()>,
}

impl MailServer {
    /// Listens on loopback; port 0 takes a free one.
    pub fn start(port: u16, inbox: Inbox, clock: Clock) -> io::Result<Self> {
        let listener = StdListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let listener = TcpListener::from_std(listener)?;
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let session = Session { inbox: inbox.clone(), clock: clock.clone(), letter: None };
                tokio::spawn(async move {
                    // A sender that goes away in the middle has handed in nothing.
                    let _ = session.run(stream).await;
                });
            }
        });
        Ok(Self { address, listening })
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// One connection.
struct Session {
    inbox: Inbox,
    clock: Clock,
    /// Sender and recipients so far.
    letter: Option<(String, Vec<String>)>,
}

/// What a line leads to.
enum Turn {
    Say(&'static str),
    Letter,
    End,
}

impl Session {
    async fn run(mut self, stream: TcpStream) -> io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut read = BufReader::new(read);
        if self.inbox.is_shut() {
            return write.write_all(b"421 4.3.2 The neighbourhood's post is shut\r\n").await;
        }
        write.write_all(b"220 neighbourhood ESMTP\r\n").await?;
        while let Some(line) = line(&mut read).await? {
            let answer = match self.turn(&String::from_utf8_lossy(&line)) {
                Turn::Say(answer) => answer,
                Turn::End => return write.write_all(b"221 2.0.0 Bye\r\n").await,
                Turn::Letter => {
                    write.write_all(b"354 End with a line that is a dot\r\n").await?;
                    let message = message(&mut read).await?;
                    tokio::time::sleep(self.inbox.paused()).await;
                    self.take(message)
                }
            };
            write.write_all(answer.as_bytes()).await?;
            write.write_all(b"\r\n").await?;
        }
        Ok(())
    }

    fn turn(&mut self, line: &str) -> Turn {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let say = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => "250-neighbourhood\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250 SMTPUTF8",
            "HELO" => "250 neighbourhood",
            "MAIL" => self.sender(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.letter.as_ref().is_some_and(|(_, to)| !to.is_empty()) => return Turn::Letter,
            "DATA" => "503 5.5.1 Say to whom first",
            "RSET" => {
                self.letter = None;
                "250 2.0.0 Forgotten"
            }
            "NOOP" => "250 2.0.0 Fine",
            "QUIT" => return Turn::End,
            _ => "502 5.5.1 That is not known here",
        };
        Turn::Say(say)
    }

    fn sender(&mut self, rest: &str) -> &'static str {
        match address(rest, "FROM:") {
            Some(_) if self.letter.is_some() => "503 5.5.1 One letter at a time",
            Some(from) => {
                self.letter = Some((from, Vec::new()));
                "250 2.1.0 Go on"
            }
            None => "501 5.5.4 That is no address",
        }
    }

    fn recipient(&mut self, rest: &str) -> &'static str {
        match (address(rest, "TO:").filter(|to| to.contains('@')), &mut self.letter) {
            (_, None) => "503 5.5.1 Say from whom first",
            (None, _) => "501 5.5.4 That is no address",
            (Some(to), _) if to.starts_with("nobody@") => "550 5.1.1 Nobody of that name lives here",
            (Some(_), Some((_, all))) if all.len() >= MOST_RECIPIENTS => "452 4.5.3 Too many at once",
            (Some(to), Some((_, all))) => {
                all.push(to);
                "250 2.1.5 Go on"
            }
        }
    }

    fn take(&mut self, message: Option<Vec<u8>>) -> &'static str {
        match (self.letter.take(), message) {
            (Some(envelope), Some(message)) => {
                self.inbox.take(self.clock.now(), envelope, &message);
                "250 2.0.0 Taken"
            }
            _ => "552 5.3.4 Too large",
        }
    }
}

/// `FROM:<ana@example.org> SIZE=12` to `ana@example.org`. A sender may be empty.
fn address(rest: &str, keyword: &str) -> Option<String> {
    let start = rest.get(..keyword.len())?;
    let inside = rest.get(keyword.len()..)?.trim_start().strip_prefix('<')?;
    let (address, _) = inside.split_once('>')?;
    start.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}

/// A line without its end; `None` at the end of the connection. A line that is too long is an error.
async fn line(read: &mut (impl AsyncBufReadExt + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let length = read.take(LONGEST_LINE as u64).read_until(b'\n', &mut line).await?;
    if length == 0 {
        return Ok(None);
    }
    if !line.ends_with(b"\r\n") {
        return Err(io::ErrorKind::InvalidData.into());
    }
    line.truncate(line.len() - 2);
    Ok(Some(line))
}

/// The lines up to the dot, with the dots taken off that the sender put before others; `None` if it was too large.
async fn message(read: &mut (impl AsyncBufReadExt + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut message = Vec::new();
    let mut is_too_large = false;
    loop {
        let line = line(read).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if line == b"." {
            return Ok((!is_too_large).then_some(message));
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        is_too_large |= message.len() + line.len() > LARGEST_LETTER;
        if !is_too_large {
            message.extend_from_slice(line);
            message.extend_from_slice(b"\r\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn talk(server: &MailServer, lines: &str) -> String {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(lines.as_bytes()).await.unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).await.unwrap();
        answers
    }

    #[tokio::test]
    async fn a_letter_is_taken_with_its_envelope_and_its_dots() {
        let inbox = Inbox::default();
        let server = MailServer::start(0, inbox.clone(), Clock::system()).unwrap();

        let answers = talk(
            &server,
            "EHLO me\r\nMAIL FROM:<p@x> SIZE=9\r\nRCPT TO:<ana@x>\r\nRCPT TO:<nobody@x>\r\nDATA\r\n\
             Subject: S\r\n\r\n..dot\r\n.\r\nQUIT\r\n",
        )
        .await;

        assert!(answers.contains("550 5.1.1") && answers.contains("250 2.0.0 Taken"), "{answers}");
        let letters = inbox.letters_to("ANA@x");
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].from.as_str(), letters[0].subject.as_str()), ("p@x", "S"));
        assert_eq!(letters[0].text.trim(), ".dot");
    }

    #[tokio::test]
    async fn what_is_out_of_order_or_unknown_is_refused_and_nothing_is_taken() {
        let inbox = Inbox::default();
        let server = MailServer::start(0, inbox.clone(), Clock::system()).unwrap();

        let answers = talk(&server, "DATA\r\nRCPT TO:<a@b>\r\nMAIL FROM:a@b\r\nEXPN all\r\nQUIT\r\n").await;

        for code in ["503 5.5.1 Say to whom", "503 5.5.1 Say from whom", "501 5.5.4", "502 5.5.1", "221"] {
            assert!(answers.contains(code), "{code} in {answers}");
        }
        assert!(inbox.letters().is_empty());
    }

    #[tokio::test]
    async fn a_shut_server_sends_everybody_away() {
        let inbox = Inbox::default();
        inbox.shut(true);
        let server = MailServer::start(0, inbox.clone(), Clock::system()).unwrap();

        assert!(talk(&server, "").await.starts_with("421"));
    }
}
