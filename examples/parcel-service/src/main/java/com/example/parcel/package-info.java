/** A service that sends parcels: the sample of docs/using-common-events.md. */
@NullMarked
package com.example.parcel;

import org.jspecify.annotations.NullMarked;
