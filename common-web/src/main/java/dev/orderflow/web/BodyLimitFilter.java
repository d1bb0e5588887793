package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that no call of ours needs, before they are in memory; also those that do not tell
 * their length.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final int maxBytes;

    BodyLimitFilter(ProblemWriter problems, int maxBytes) {
        this.problems = problems;
        this.maxBytes = maxBytes;
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
        } else if (request.getContentLengthLong() < 0) {
            answerLimited(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whoever reads the body may or may not turn the exception into an answer. */
    private void answerLimited(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(new Limited(request), response);
        } catch (BodyTooLargeException tooLarge) {
            if (!response.isCommitted()) {
                problems.write(response, tooLarge.problem());
            }
        }
    }

    /** Thrown while a body of untold length is read. */
    static final class BodyTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        BodyTooLargeException(int maxBytes) {
            super("The body has more than %d bytes.".formatted(maxBytes));
        }

        ProblemDetail problem() {
            return Problems.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", getMessage());
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
            var got = body.read(bytes, offset, length);
            return count(got, got);
        }

        private int count(int result, int bytes) throws BodyTooLargeException {
            if (result >= 0) {
                read += bytes;
            }
            if (read > maxBytes) {
                throw new BodyTooLargeException(maxBytes);
            }
            return result;
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
