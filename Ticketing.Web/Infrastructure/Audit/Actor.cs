namespace Ticketing.Infrastructure.Audit;

/// <param name="Id">Null for the program itself.</param>
/// <param name="Address">Network address, or empty.</param>
public sealed record Actor(Guid? Id, string Name, string Address)
{
    public static Actor System { get; } = new(null, "The program", "");
}

public interface IActorSource
{
    Actor Current { get; }
}
