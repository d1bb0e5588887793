package com.example.messages.domain;

/**
 * Why an element is not as its feed wants it.
 *
 * @param element from 0; that of the whole where only one was sent
 * @param path to what is wrong in it, as a JSON pointer
 */
public record Flaw(int element, String path, String problem) {}
