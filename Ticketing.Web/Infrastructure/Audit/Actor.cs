namespace Ticketing.Infrastructure.Audit;

/// <param name="Id">Null for the program itself.</param>
/// <param name="Address">Network address, or empty.</param>
public sealed record Actor(Guid? Id, string Name, string Address)
{
    public const string SystemName = "The program";

    /// <summary>Of people who are not signed in.</summary>
    public const string VisitorName = "A visitor";

    public static Actor System { get; } = new(null, SystemName, "");
}

public interface IActorSource
{
    Actor Current { get; }
}
