namespace Ticketing.Audit;

/// <summary>Who acts.</summary>
/// <param name="Id">Null: the program itself.</param>
/// <param name="Address">Their network address, or empty.</param>
public sealed record Actor(Guid? Id, string Name, string Address)
{
    /// <summary>What happens without anybody asking for it.</summary>
    public static Actor Program { get; } = new(null, "The program", "");
}

/// <summary>Tells who acts in this scope: where the process ends, at the person.</summary>
public interface IActorSource
{
    Actor Current { get; }
}
