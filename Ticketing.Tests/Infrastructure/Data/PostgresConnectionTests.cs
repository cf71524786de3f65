using Npgsql;
using Ticketing.Infrastructure.Data.Postgres;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Data;

public sealed class PostgresConnectionTests
{
    private const string Configured = "Host=db;Database=ticketing;Username=ticketing;Password=secret";

    [Fact]
    public void Defaults_suit_the_image_and_two_processes_on_a_server()
    {
        var connection = new NpgsqlConnectionStringBuilder(PostgresServices.WithDefaults(Configured));

        Assert.Equal(GssEncryptionMode.Disable, connection.GssEncryptionMode);
        Assert.InRange(2 * connection.MaxPoolSize, 2, 90);
    }

    [Fact]
    public void The_operators_own_values_win()
    {
        var connection = new NpgsqlConnectionStringBuilder(
            PostgresServices.WithDefaults(Configured + ";GSS Encryption Mode=Prefer;Maximum Pool Size=12")
        );

        Assert.Equal(GssEncryptionMode.Prefer, connection.GssEncryptionMode);
        Assert.Equal(12, connection.MaxPoolSize);
    }
}
