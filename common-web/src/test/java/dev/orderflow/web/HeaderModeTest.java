package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

@ExtendWith(OutputCaptureExtension.class)
class HeaderModeTest {

    static final String METRICS = "/actuator/prometheus";
    static final String MONITORING_TOKEN = "0123456789abcdef";

    final WebApplicationContextRunner service = Door.with("app.security.mode=header");

    @Test
    void callers_are_believed_and_every_one_is_a_user() {
        service.run(
                context -> {
                    var door = new Door(context);

                    var answer =
                            door.call(
                                    "/admin/x",
                                    request -> {
                                        request.addHeader("X-USER-ID", "ada@example.org");
                                        request.addHeader("X-USER-ROLES", "ADMIN, MONITORING");
                                    });

                    assertThat(answer.who())
                            .isEqualTo("ada@example.org [ROLE_ADMIN, ROLE_MONITORING, ROLE_USER]");
                });
    }

    @Test
    void of_two_names_none_is_believed() {
        service.run(
                context -> {
                    var answer =
                            new Door(context)
                                    .call(
                                            "/api/x",
                                            request -> {
                                                request.addHeader("X-USER-ID", "customers-own");
                                                request.addHeader("X-USER-ID", "gateways");
                                            });

                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.who()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\tb", "a\u001b[31mb", "a\rb", "\u00e4", "a\u2028b"})
    void control_characters_are_nobodys_name(String name) {
        service.run(
                context -> {
                    var answer =
                            new Door(context)
                                    .call(
                                            "/api/x",
                                            request -> request.addHeader("X-USER-ID", name));

                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.response().getContentAsString()).doesNotContain(name);
                });
    }

    @Test
    void a_collector_is_known_by_its_token_and_may_read_metrics_only() {
        service.withPropertyValues("app.security.monitoring-token=" + MONITORING_TOKEN)
                .run(
                        context -> {
                            var door = new Door(context);

                            assertThat(door.callWithToken(METRICS, MONITORING_TOKEN).who())
                                    .isEqualTo("monitoring [ROLE_MONITORING]");
                            assertThat(door.callWithToken("/api/x", MONITORING_TOKEN).status())
                                    .isEqualTo(403);
                            assertThat(door.callWithToken(METRICS, MONITORING_TOKEN + "0").status())
                                    .isEqualTo(401);
                            assertThat(door.callWithToken(METRICS, "").status()).isEqualTo(401);
                        });
    }

    @Test
    void where_none_is_set_no_token_opens_anything() {
        service.run(
                context -> {
                    var door = new Door(context);

                    assertThat(door.callWithToken(METRICS, MONITORING_TOKEN).status())
                            .isEqualTo(401);
                    assertThat(door.callWithToken(METRICS, "null").status()).isEqualTo(401);
                });
    }

    @Test
    void a_browser_may_do_nothing_with_data_and_what_it_needs_with_the_documentation() {
        service.run(
                context -> {
                    var door = new Door(context);
                    var data = door.call("/api/x", request -> {}).response();
                    var page = door.call("/swagger-ui/index.html", request -> {}).response();
                    var contracts = door.call("/contracts/index.html", request -> {}).response();

                    for (var answer : List.of(data, page, contracts)) {
                        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
                        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
                        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
                        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
                        assertThat(answer.getHeaders("Content-Security-Policy")).hasSize(1);
                        assertThat(answer.getHeader("Content-Security-Policy"))
                                .contains("frame-ancestors 'none'")
                                .doesNotContain("unsafe-eval", "script-src");
                    }
                    assertThat(data.getHeader("Content-Security-Policy"))
                            .contains("default-src 'none'");
                    assertThat(page.getHeader("Content-Security-Policy"))
                            .contains("default-src 'self'");
                    assertThat(contracts.getHeader("Content-Security-Policy"))
                            .contains("default-src 'none'", "style-src 'self';")
                            .doesNotContain("unsafe");
                });
    }

    @Test
    void whoever_believes_headers_listens_on_this_machine_only_and_says_so(CapturedOutput output) {
        service.run(
                context -> {
                    var server = new TomcatServletWebServerFactory();

                    context.getBean(HeaderMode.OnlyHere.class).customize(server);

                    assertThat(server.getAddress().isLoopbackAddress()).isTrue();
                    assertThat(output.getOut().lines())
                            .filteredOn(line -> line.contains("X-USER-ID"))
                            .singleElement()
                            .asString()
                            .contains("127.0.0.1 only");
                });
    }

    @Test
    void other_machines_are_let_in_only_where_that_was_said_as_well(CapturedOutput output)
            throws Exception {
        var everywhere = InetAddress.getByName("0.0.0.0");
        var server = new TomcatServletWebServerFactory();
        server.setAddress(everywhere);

        assertThatThrownBy(() -> new HeaderMode.OnlyHere(everywhere, false).customize(server))
                .isInstanceOf(RefusedSettingsException.class)
                .hasMessageContaining("server.address is 0.0.0.0");

        new HeaderMode.OnlyHere(everywhere, true).customize(server);
        assertThat(server.getAddress()).isEqualTo(everywhere);
        assertThat(output).contains("also from other machines");
    }
}
