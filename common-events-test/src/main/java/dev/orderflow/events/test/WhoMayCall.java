package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Who gets through to each call that a service answers: its controllers, those of the libraries and
 * every actuator path. What a service adds without saying here whom it is for, fails its test.
 *
 * <p>Needs Spring Security, which not every user of this library has.
 */
public final class WhoMayCall {

    /** What all services with common-events and common-web have. */
    private static final String EVERYWHERE =
            """
            GET /actuator                                        ADMIN MONITORING
            GET /actuator/health                                 everybody
            GET /actuator/health/**                              everybody
            GET /actuator/info                                   ADMIN MONITORING
            GET /actuator/metrics                                ADMIN MONITORING
            GET /actuator/metrics/{requiredMetricName}           ADMIN MONITORING
            GET /actuator/prometheus                             ADMIN MONITORING
            GET /admin/dead-letters                              ADMIN
            GET /admin/dead-letters/groups                       ADMIN
            GET /admin/dead-letters/replays/{replayId}           ADMIN
            GET /admin/dead-letters/{id}                         ADMIN
            POST /admin/dead-letters/replays                     ADMIN
            POST /admin/dead-letters/{id}/discard                ADMIN
            POST /admin/dead-letters/{id}/mend                   ADMIN
            POST /admin/dead-letters/{id}/restore                ADMIN
            GET /internal/events/{aggregateId}                   ADMIN SERVICE
            GET /contracts                                       everybody
            GET /contracts/                                      everybody
            GET /swagger-ui.html                                 everybody
            GET /v3/api-docs                                     everybody
            GET /v3/api-docs.yaml                                nobody
            GET /v3/api-docs/swagger-config                      everybody
            GET /error                                           everybody
            POST /error                                          everybody
            PUT /error                                           everybody
            PATCH /error                                         everybody
            DELETE /error                                        everybody
            """;

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private WhoMayCall() {}

    /**
     * @param own a line for each call of the service itself: method, path, and the roles that may
     *     make it
     */
    public static void check(ApplicationContext service, String own) {
        checkAll(service, EVERYWHERE + own);
    }

    /**
     * The same for what is not a service with common-events and common-web.
     *
     * @param all a line for each call that it answers
     */
    public static void checkAll(ApplicationContext service, String all) {
        var expected =
                all.lines()
                        .map(line -> line.strip().replaceAll("\\s+", " "))
                        .filter(line -> !line.isEmpty());
        assertThat(of(service)).containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    private static List<String> of(ApplicationContext service) {
        var door = service.getBean(WebInvocationPrivilegeEvaluator.class);
        return service.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
                .flatMap(WhoMayCall::calls)
                .distinct()
                .map(call -> call + " " + callers(door, call))
                .toList();
    }

    private static Stream<Call> calls(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(
                        path ->
                                methods.isEmpty()
                                        ? METHODS.stream().map(method -> new Call(method, path))
                                        : methods.stream()
                                                .map(method -> new Call(method.name(), path)));
    }

    private static String callers(WebInvocationPrivilegeEvaluator door, Call call) {
        var nobody =
                new AnonymousAuthenticationToken(
                        "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
        if (call.isLetThrough(door, nobody)) {
            return "everybody";
        }
        var roles =
                Stream.of("ADMIN", "MONITORING", "SERVICE", "USER")
                        .filter(role -> call.isLetThrough(door, withOnly(role)))
                        .collect(Collectors.joining(" "));
        return roles.isEmpty() ? "nobody" : roles;
    }

    private static Authentication withOnly(String role) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "somebody", "", AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    private record Call(String method, String path) {

        /** With something in the place of its variables. */
        boolean isLetThrough(WebInvocationPrivilegeEvaluator door, Authentication caller) {
            var uri = path.replaceAll("\\{[^}]*}", "1").replace("**", "x");
            return door.isAllowed("", uri, method, caller);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
