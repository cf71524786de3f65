using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Ticketing.Features.Demo;

internal static class EntityEntryExtensions
{
    /// <summary>For values that normally only state transitions set: the demo writes rows in their final state.</summary>
    public static EntityEntry<T> With<T, TValue>(this EntityEntry<T> entry, Expression<Func<T, TValue>> property, TValue value)
        where T : class
    {
        entry.Property(property).CurrentValue = value;
        return entry;
    }
}
