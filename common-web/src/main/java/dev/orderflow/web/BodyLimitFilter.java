package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that no call of ours needs, before they are in memory, also those that do not tell
 * their length; and those that come so slowly that somebody only wants to keep us waiting.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final int maxBytes;
    private final Duration timeout;

    BodyLimitFilter(ProblemWriter problems, int maxBytes, Duration timeout) {
        this.problems = problems;
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > maxBytes) {
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "body-too-large",
                            "The body has %d bytes, at most %d are taken."
                                    .formatted(request.getContentLengthLong(), maxBytes)));
        } else if (request.getContentLengthLong() == 0) {
            chain.doFilter(request, response);
        } else {
            answerLimited(request, response, chain);
        }
    }

    /** Whoever reads the body may or may not turn the exception into an answer. */
    private void answerLimited(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(new Limited(request), response);
        } catch (BodyRefusedException refused) {
            if (!response.isCommitted()) {
                problems.write(response, refused.problem());
            }
        }
    }

    /** Thrown while a body is read. */
    static final class BodyRefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String type;

        private BodyRefusedException(HttpStatus status, String type, String message) {
            super(message);
            this.status = status;
            this.type = type;
        }

        ProblemDetail problem() {
            return Problems.of(status, type, getMessage());
        }
    }

    private final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream());
        }
    }

    private final class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long begin = System.nanoTime();
        private int read;

        LimitedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            return count(body.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                var got = body.read(bytes, offset, length);
                return count(got, got);
            } catch (SocketTimeoutException nothingCame) {
                throw tooSlow();
            }
        }

        private int count(int result, int bytes) throws BodyRefusedException {
            if (result >= 0) {
                read += bytes;
            }
            if (read > maxBytes) {
                throw new BodyRefusedException(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "body-too-large",
                        "The body has more than %d bytes.".formatted(maxBytes));
            }
            if (System.nanoTime() - begin > timeout.toNanos()) {
                throw tooSlow();
            }
            return result;
        }

        private BodyRefusedException tooSlow() {
            return new BodyRefusedException(
                    HttpStatus.REQUEST_TIMEOUT,
                    "body-too-slow",
                    "The body did not come within %d s.".formatted(timeout.toSeconds()));
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
