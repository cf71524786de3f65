using System.Reflection;

namespace Ticketing.Bench.History;

/// <summary>Sets what only a transition of the product may set elsewhere: rows are written as they are long after those transitions.</summary>
internal static class Known<T>
    where T : class
{
    public static Action<T, TValue> Setter<TValue>(string property) =>
        typeof(T).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)?.SetMethod?.CreateDelegate<Action<T, TValue>>()
            ?? throw new MissingMemberException(typeof(T).Name, property);
}
