using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Ticketing.Demo;

internal static class EntryValues
{
    /// <summary>
    /// Sets what only a transition of the product may set elsewhere: the demo writes rows as they are long after those transitions.
    /// </summary>
    public static EntityEntry<T> With<T, TValue>(this EntityEntry<T> entry, Expression<Func<T, TValue>> property, TValue value)
        where T : class
    {
        entry.Property(property).CurrentValue = value;
        return entry;
    }
}
