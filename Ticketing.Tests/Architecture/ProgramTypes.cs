using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>The program's types and everything that they call: hundreds of megabytes, so they are loaded once and then dropped.</summary>
[CollectionDefinition(Collection)]
public sealed class ProgramTypes : ICollectionFixture<ProgramTypes>
{
    public const string Collection = "Types of the program";

    internal IReadOnlyList<IType> All { get; } =
    [.. new ArchLoader().WithoutArchitectureCache().LoadAssembly(typeof(Program).Assembly).Build().Types];
}
