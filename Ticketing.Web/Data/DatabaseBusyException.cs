namespace Ticketing.Data;

/// <summary>The database could not be written in time. Nothing was changed; trying again later is safe.</summary>
public sealed class DatabaseBusyException : Exception
{
    public DatabaseBusyException()
        : this("The database is busy.")
    {
    }

    public DatabaseBusyException(string message)
        : base(message)
    {
    }

    public DatabaseBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
