using System.Text;

namespace Ticketing.Features.WaitingRoom.Places;

/// <summary>
/// A line has two. Most buyers are in the first. An address that takes many places has the further ones in the second, which moves
/// slowly until the first is empty.
/// </summary>
public enum Lane
{
    Ordinary,
    Crowded,
}

public readonly record struct LaneCounts(int Joined, int Served, int Shuffled)
{
    public int Waiting => Joined - Served;
}

/// <summary>How far a line has come. Immutable.</summary>
/// <param name="Seed">Null before the on-sale.</param>
public sealed record LineCounts(LaneCounts Ordinary, LaneCounts Crowded, string? Seed)
{
    /// <summary>While both lanes wait, one in so many comes from the second.</summary>
    public const int CrowdedEvery = 50;

    public int Waiting => Ordinary.Waiting + Crowded.Waiting;

    public int Served => Ordinary.Served + Crowded.Served;

    public LaneCounts this[Lane lane] => lane == Lane.Ordinary ? Ordinary : Crowded;

    /// <summary>With the turn of up to <paramref name="count"/> more.</summary>
    public LineCounts Advance(int count)
    {
        var (ordinary, crowded) = (Ordinary, Crowded);
        for (var served = Served; served < Served + count && ordinary.Waiting + crowded.Waiting > 0; served++)
        {
            if (crowded.Waiting > 0 && (ordinary.Waiting == 0 || served % CrowdedEvery == CrowdedEvery - 1))
            {
                crowded = crowded with { Served = crowded.Served + 1 };
            }
            else
            {
                ordinary = ordinary with { Served = ordinary.Served + 1 };
            }
        }

        return this with
        {
            Ordinary = ordinary,
            Crowded = crowded,
        };
    }

    /// <returns>The position in the lane, from 0.</returns>
    public int GetPosition(Lane lane, int number) =>
        Seed is not null && number < this[lane].Shuffled
            ? KeyedPermutation.Permute(Encoding.ASCII.GetBytes($"{Seed}|{lane}"), number, this[lane].Shuffled)
            : number;

    /// <summary>About how many have their turn before this position: people who leave are not known.</summary>
    public int CountAhead(Lane lane, int position)
    {
        var inLane = Math.Max(0, position - this[lane].Served);
        return inLane
            + (
                lane == Lane.Ordinary
                    ? Math.Min(Crowded.Waiting, inLane / (CrowdedEvery - 1))
                    : Math.Min(Ordinary.Waiting, (inLane + 1) * (CrowdedEvery - 1))
            );
    }
}
