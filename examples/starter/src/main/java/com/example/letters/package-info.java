/** The first steps of docs/using-common-events.md. */
@NullMarked
package com.example.letters;

import org.jspecify.annotations.NullMarked;
