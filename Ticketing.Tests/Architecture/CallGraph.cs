using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Ticketing.Tests.Architecture;

/// <summary>Finds all methods reachable from a method, and the string literals on the way, by reading IL.</summary>
internal static class CallGraph
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static (HashSet<MethodBase> Methods, HashSet<string> Texts) FindReachable(MethodBase start)
    {
        var (methods, texts) = (new HashSet<MethodBase>(), new HashSet<string>());
        var toRead = new Queue<MethodBase>([start]);
        while (toRead.TryDequeue(out var method))
        {
            if (method.Module.Assembly != start.Module.Assembly || !methods.Add(method))
            {
                continue;
            }

            foreach (var next in Read(method, texts).Concat(GetStateMachineSteps(method)))
            {
                toRead.Enqueue(next);
            }
        }

        return (methods, texts);
    }

    public static IEnumerable<MethodBase> GetMethods(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)));

    // Async bodies are in a state machine type.
    private static IEnumerable<MethodBase> GetStateMachineSteps(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", All) is { } step ? [step] : [];

    /// <returns>Methods that are called or passed as delegates.</returns>
    public static IEnumerable<MethodBase> Read(MethodBase method, HashSet<string> texts)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
        {
            yield break;
        }

        for (var at = 0; at < il.Length; )
        {
            var code = il[at] == 0xFE ? OpCodes[(short)(0xFE00 | il[at + 1])] : OpCodes[il[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineString)
            {
                texts.Add(method.Module.ResolveString(BitConverter.ToInt32(il, at)));
            }
            else if (code.OperandType == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(il, at)) is { } called)
            {
                yield return called;
            }

            at += SizeOf(code, il, at);
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var found = method.Module.ResolveMethod(token, typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : null);
        return found is MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false } closed && closed.Module == method.Module
            ? closed.GetGenericMethodDefinition()
            : found;
    }

    private static int SizeOf(OpCode code, byte[] il, int at) =>
        code.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
            _ => 4,
        };
}
