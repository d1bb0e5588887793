package com.example.messages;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Messages between people, on common-events alone: what docs/using-common-events.md builds. */
@SpringBootApplication
@ConfigurationPropertiesScan
class MessageServiceApplication {

    static void main(String[] args) {
        SpringApplication.run(MessageServiceApplication.class, args);
    }
}
