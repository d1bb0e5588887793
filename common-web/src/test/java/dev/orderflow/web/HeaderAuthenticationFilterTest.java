package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class HeaderAuthenticationFilterTest {

    static final String TOKEN = "0123456789abcdef";

    @Test
    void a_collector_is_known_by_its_token_and_may_read_metrics_only() throws Exception {
        assertThat(rolesOf(TOKEN, "Bearer " + TOKEN)).containsExactlyInAnyOrder("ROLE_MONITORING");
    }

    @Test
    void another_token_is_nobodys() throws Exception {
        assertThat(rolesOf(TOKEN, "Bearer " + TOKEN + "0")).isEmpty();
        assertThat(rolesOf(TOKEN, "Bearer ")).isEmpty();
        assertThat(rolesOf(TOKEN, TOKEN)).isEmpty();
        assertThat(rolesOf(TOKEN, null)).isEmpty();
    }

    @Test
    void where_none_is_set_no_token_opens_anything() throws Exception {
        assertThat(rolesOf(null, "Bearer " + TOKEN)).isEmpty();
        assertThat(rolesOf(null, "Bearer null")).isEmpty();
    }

    private static List<String> rolesOf(@Nullable String token, @Nullable String authorization)
            throws Exception {
        var filter =
                new HeaderAuthenticationFilter(
                        new ProblemWriter(JsonMapper.shared()), new SecurityProperties(token));
        var request = new MockHttpServletRequest("GET", "/actuator/prometheus");
        if (authorization != null) {
            request.addHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        var seen = new ArrayList<@Nullable Authentication>();

        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (_, _) -> seen.add(SecurityContextHolder.getContext().getAuthentication()));

        assertThat(seen).hasSize(1);
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
        return seen.getFirst() == null
                ? List.of()
                : seen.getFirst().getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList();
    }
}
