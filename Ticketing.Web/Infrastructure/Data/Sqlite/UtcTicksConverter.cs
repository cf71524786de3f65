using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
