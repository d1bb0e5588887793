package com.example.parcel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ParcelApplication {

    static void main(String[] args) {
        SpringApplication.run(ParcelApplication.class, args);
    }
}
