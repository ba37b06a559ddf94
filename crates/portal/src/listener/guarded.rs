//! A connection that knows when it is over: a stream that ends by itself when nothing comes of it, and a service that says when
//! something does.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::Request;
use axum_server::accept::Accept;
use futures::future::{BoxFuture, poll_fn};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep_until, timeout};

use super::admission::{Admission, Doorkeeper};
use super::life::Life;

/// Lets connections in that the doorkeeper admits.
#[derive(Clone)]
pub(super) struct Guarded<A> {
    inner: A,
    door: Doorkeeper,
}

impl<A> Guarded<A> {
    pub(super) fn new(inner: A, door: Doorkeeper) -> Self {
        Self { inner, door }
    }
}

impl<A, S> Accept<TcpStream, S> for Guarded<A>
where
    A: Accept<TcpStream, S>,
    A::Future: Send + 'static,
    A::Stream: Send + 'static,
    A::Service: Send + 'static,
{
    type Stream = Watched<A::Stream>;
    type Service = Counted<A::Service>;
    type Future = BoxFuture<'static, io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let admission = stream.peer_addr().ok().and_then(|peer| self.door.admit(peer.ip()));
        let Some(admission) = admission else {
            return Box::pin(async { Err(io::ErrorKind::ConnectionRefused.into()) });
        };
        // Small answers leave at once. Where that cannot be set they leave a little later.
        let _ = stream.set_nodelay(true);
        let within = self.door.limits().head_within;
        let accepting = self.inner.accept(stream, service);
        Box::pin(async move {
            let life = admission.life.clone();
            let (stream, service) = tokio::select! {
                accepted = timeout(within, accepting) => accepted.map_err(|_| io::ErrorKind::TimedOut)??,
                () = poll_fn(|cx| life.poll_sent_away(cx)) => return Err(io::ErrorKind::ConnectionAborted.into()),
            };
            let counted = Counted { inner: service, life };
            Ok((Watched { inner: stream, admission, end: None }, counted))
        })
    }
}

/// A stream that fails once its connection is over.
pub(super) struct Watched<S> {
    inner: S,
    admission: Admission,
    end: Option<Pin<Box<Sleep>>>,
}

impl<S> Watched<S> {
    /// Whether the connection is over. Wakes the task when it may be.
    fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        if self.admission.life.poll_sent_away(cx).is_ready() {
            return Poll::Ready(io::ErrorKind::ConnectionAborted.into());
        }
        while let Some(ends_at) = self.admission.life.ends_at() {
            let end = self.end.get_or_insert_with(|| Box::pin(sleep_until(ends_at)));
            if end.deadline() != ends_at {
                end.as_mut().reset(ends_at);
            }
            match end.as_mut().poll(cx) {
                Poll::Pending => return Poll::Pending,
                // Something may have happened meanwhile that puts the end off.
                Poll::Ready(()) if self.admission.life.ends_at() == Some(ends_at) => {
                    return Poll::Ready(io::ErrorKind::TimedOut.into());
                }
                Poll::Ready(()) => {}
            }
        }
        Poll::Pending
    }

    fn poll_written(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Pending => self.poll_over(cx).map(Err),
            Poll::Ready(_) => {
                self.admission.life.written();
                written
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.poll_over(cx) {
            Poll::Ready(over) => Poll::Ready(Err(over)),
            Poll::Pending => Pin::new(&mut self.inner).poll_read(cx, into),
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, from);
        self.poll_written(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, from);
        self.poll_written(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// A service whose requests keep their connection open.
#[derive(Clone)]
pub(super) struct Counted<S> {
    inner: S,
    life: Arc<Life>,
}

impl<S, B> tower::Service<Request<B>> for Counted<S>
where
    S: tower::Service<Request<B>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let under_way = self.life.ask();
        let answering = self.inner.call(request);
        Box::pin(async move {
            let _under_way = under_way;
            answering.await
        })
    }
}
