using LogisticsScreening.Server.Tests.Architecture.Samples.Right;

// What the architecture test must see: the same forbidden use, hidden in every way the compiler offers.
#pragma warning disable CA1812, CA1822, CA1852, CS0414, CS0649, CS0169, IDE0051, IDE0052, CA1823
namespace LogisticsScreening.Server.Tests.Architecture.Samples.Left;

internal sealed class Innocent
{
    public int Count() => new InABody().Count();
}

internal sealed class InABody
{
    public int Count() => Wanted.Count;
}

internal sealed class InALambda
{
    public Func<int> Count() => () => Wanted.Count;
}

internal sealed class InAnAsyncMethod
{
    public async Task<int> CountAsync()
    {
        await Task.Yield();
        return Wanted.Count;
    }
}

internal sealed class InASignature
{
    public string? Name(Wanted? wanted) => null;
}

internal sealed class InAGenericArgument
{
    public IReadOnlyDictionary<string, List<Wanted>>? All { get; init; }
}

internal sealed class InAnArrayField
{
    private readonly Wanted[]? all;
}

[Wanted]
internal sealed class InAnAttribute;

internal sealed class InACatch
{
    public void Try(Action act)
    {
        try
        {
            act();
        }
        catch (WantedException)
        {
            Console.WriteLine();
        }
    }
}

internal sealed class InABaseType : Wanted;

internal sealed class InATypeOf
{
    public string Name() => typeof(Wanted).Name;
}

internal sealed class InAGenericMethodCall
{
    public int Count(object[] all) => all.OfType<Wanted>().Count();
}
