namespace LogisticsScreening.Server.Tests.Architecture.Samples.Right;

internal class Wanted
{
    public static int Count => 1;
}

internal sealed class WantedException : Exception;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class WantedAttribute : Attribute;
