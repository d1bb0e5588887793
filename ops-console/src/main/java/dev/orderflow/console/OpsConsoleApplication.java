package dev.orderflow.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** Shows the system to people, and lets them mend it. Keeps nothing itself. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class OpsConsoleApplication {

    public static void main(String... args) {
        SpringApplication.run(OpsConsoleApplication.class, args);
    }
}
