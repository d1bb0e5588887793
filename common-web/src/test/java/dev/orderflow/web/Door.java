package dev.orderflow.web;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** The filters that a call passes before anything of a service is asked, without the service. */
record Door(ApplicationContext context) {

    /** Nothing but who is calling is configured. */
    static WebApplicationContextRunner with(String... properties) {
        return new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                JacksonAutoConfiguration.class,
                                WebMvcAutoConfiguration.class,
                                SecurityAutoConfiguration.class,
                                ServletWebSecurityAutoConfiguration.class))
                .withBean(ServerProperties.class)
                .withPropertyValues("spring.application.name=test-service")
                .withPropertyValues(properties);
    }

    /**
     * @param who knew the caller: user id and roles, or null where the call did not get through
     */
    record Answer(MockHttpServletResponse response, @Nullable String who) {

        int status() {
            return response.getStatus();
        }
    }

    Answer call(String path, Consumer<MockHttpServletRequest> with) {
        var request = new MockHttpServletRequest("GET", path);
        with.accept(request);
        var response = new MockHttpServletResponse();
        var who = new AtomicReference<@Nullable String>();
        try {
            context.getBean("springSecurityFilterChain", Filter.class)
                    .doFilter(request, response, (_, _) -> who.set(who()));
        } catch (IOException | jakarta.servlet.ServletException failed) {
            throw new IllegalStateException(failed);
        }
        return new Answer(response, who.get());
    }

    Answer callWithToken(String path, String token) {
        return call(path, request -> request.addHeader("Authorization", "Bearer " + token));
    }

    private static String who() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        var roles = new TreeSet<String>();
        caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith("ROLE_"))
                .forEach(roles::add);
        return caller.getName() + " " + roles;
    }
}
