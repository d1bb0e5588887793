package dev.orderflow.notification;

import dev.orderflow.notification.domain.Letterhead;
import dev.orderflow.notification.domain.MailPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts notification-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationServiceApplication {

    public static void main(String... args) {
        SpringApplication.run(NotificationServiceApplication.class, args);
    }

    @Bean
    MailPolicy mailPolicy(MailProperties properties) {
        return properties.policy();
    }

    @Bean
    Letterhead letterhead(MailProperties properties) {
        return properties.letterhead();
    }
}
