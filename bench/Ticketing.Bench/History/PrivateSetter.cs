using System.Reflection;

namespace Ticketing.Bench.History;

/// <summary>Sets properties that only state transitions may set in the product.</summary>
internal static class PrivateSetter<T>
    where T : class
{
    public static Action<T, TValue> For<TValue>(string property) =>
        typeof(T).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)?.SetMethod?.CreateDelegate<Action<T, TValue>>()
        ?? throw new MissingMemberException(typeof(T).Name, property);
}
