package com.example.letters;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

// region application
@SpringBootApplication
class LetterApplication {
    static void main(String[] args) {
        SpringApplication.run(LetterApplication.class, args);
    }
}
// endregion
