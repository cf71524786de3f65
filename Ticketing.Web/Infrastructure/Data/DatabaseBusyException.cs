namespace Ticketing.Infrastructure.Data;

/// <summary>Nothing was changed; retrying is safe.</summary>
public sealed class DatabaseBusyException : Exception
{
    public DatabaseBusyException()
        : this("The database is busy.") { }

    public DatabaseBusyException(string message)
        : base(message) { }

    public DatabaseBusyException(string message, Exception innerException)
        : base(message, innerException) { }
}
