package dev.orderflow.web;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Problem details as this system writes them: a stable type to program against, and a sentence that
 * says what to mend.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problems {

    private Problems() {}

    /**
     * @param type the stable name, for instance {@code order-not-found}
     */
    public static ProblemDetail of(HttpStatusCode status, String type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:orderflow:problem:" + type));
        problem.setTitle(
                type.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + type.substring(1).replace('-', ' '));
        return problem;
    }
}
