package dev.orderflow.web;

import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Requests that can be repeated, where there is a database to remember them. */
@AutoConfiguration(after = {JdbcTemplateAutoConfiguration.class, WebAutoConfiguration.class})
@ConditionalOnBean(DataSource.class)
public final class IdempotencyAutoConfiguration {

    IdempotencyAutoConfiguration() {}

    @Bean
    IdempotentRequests idempotentRequests(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            ServiceProblems problems) {
        return new IdempotentRequests(jdbc, transactions, json, problems);
    }

    @Bean
    FlywayConfigurationCustomizer commonWebTables() {
        return flyway ->
                flyway.locations(
                                Stream.concat(
                                                Arrays.stream(flyway.getLocations())
                                                        .map(Object::toString),
                                                Stream.of("classpath:db/common-web"))
                                        .toArray(String[]::new))
                        .outOfOrder(true);
    }
}
