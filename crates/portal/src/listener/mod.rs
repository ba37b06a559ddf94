//! Where connections come in. Their number is limited, over all and for each network, and whoever sends nothing useful is sent
//! away: a request's head must be whole in some seconds, and a connection on which nothing happens ends. Where all places are
//! taken, those make room who have asked for nothing the longest, so that thousands of silent connections keep nobody out.

mod admission;
mod guarded;
mod life;

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum_server::Handle;
use axum_server::accept::Accept;
use hyper_util::rt::TokioTimer;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use crate::portal::Portal;
use crate::router::router;

pub use admission::Doorkeeper;
use guarded::Guarded;

/// How a connection over HTTP/2 is asked whether anybody is there.
const PING_EVERY: Duration = Duration::from_secs(20);
const PONG_WITHIN: Duration = Duration::from_secs(10);
/// Requests at a time on one connection over HTTP/2.
const STREAMS: u32 = 100;
/// Bytes of the head of a request over HTTP/2.
const HEAD_BYTES: u32 = 64 * 1024;

/// What a connection may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at a time. Each takes a file descriptor. Default: 800.
    pub connections: usize,
    /// Connections at a time from one network, but from trusted proxies, which speak for everybody. Default: 200.
    pub connections_of_network: usize,
    /// The handshake, and the head of a request, must be whole in this time. Default: 10 s.
    pub head_within: Duration,
    /// A connection ends when it had no request and no answer for so long. Default: 60 s.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 800,
            connections_of_network: 200,
            head_within: Duration::from_secs(10),
            idle: Duration::from_secs(60),
        }
    }
}

impl Limits {
    /// With so many connections; a network may have a quarter of them.
    pub fn of_connections(connections: usize) -> Self {
        Self { connections, connections_of_network: (connections / 4).max(1), ..Self::default() }
    }
}

/// Serves the portal until `handle` says to stop. `acceptor` makes a stream of bytes from a connection: as it is, or by TLS.
pub async fn serve<A>(
    listener: TcpListener,
    acceptor: A,
    portal: Portal,
    limits: Limits,
    handle: Handle<SocketAddr>,
) -> std::io::Result<()>
where
    A: Accept<TcpStream, Site, Service = Site> + Clone + Send + Sync + 'static,
    A::Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    A::Future: Send + 'static,
{
    let door = Doorkeeper::new(limits, portal.settings.proxies.clone());
    let guarded = Guarded::new(acceptor, door);
    let mut server = axum_server::from_tcp(listener)?.handle(handle).acceptor(guarded);
    let http = server.http_builder();
    http.http1().timer(TokioTimer::new()).header_read_timeout(limits.head_within);
    http.http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING_EVERY)
        .keep_alive_timeout(PONG_WITHIN)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEAD_BYTES);
    server.serve(router(portal).into_make_service_with_connect_info::<SocketAddr>()).await
}

/// The portal as it answers one connection.
pub type Site = axum::middleware::AddExtension<axum::Router, axum::extract::ConnectInfo<SocketAddr>>;
