using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LogisticsScreening.Server.Tests.Architecture;

/// <summary>One type using another of the same assembly, by full names of the outermost types.</summary>
internal sealed record TypeReference(string FromNamespace, string From, string ToNamespace, string To);

/// <summary>
/// Every reference between types of one assembly, read from its metadata: base types, interfaces, signatures, attributes and the
/// instructions of every method body, so that neither a local variable nor a call through var can hide one.
/// </summary>
internal sealed class TypeReferences : ISignatureTypeProvider<IEnumerable<EntityHandle>, object?>
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    private readonly MetadataReader reader;
    private readonly PEReader image;
    private readonly HashSet<TypeReference> found = [];

    private TypeReferences(PEReader image)
    {
        this.image = image;
        reader = image.GetMetadataReader();
    }

    public static IReadOnlyCollection<TypeReference> Read(string assemblyFile)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var references = new TypeReferences(image);
        foreach (var handle in references.reader.TypeDefinitions)
            references.Visit(handle);
        return references.found;
    }

    private void Visit(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var uses = new List<EntityHandle> { type.BaseType };
        uses.AddRange(type.GetInterfaceImplementations().Select(i => reader.GetInterfaceImplementation(i).Interface));
        uses.AddRange(type.GetGenericParameters().SelectMany(Constraints));
        uses.AddRange(Attributes(type.GetCustomAttributes()));
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            uses.AddRange(field.DecodeSignature(this, null));
            uses.AddRange(Attributes(field.GetCustomAttributes()));
        }

        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            uses.AddRange(Types(method.DecodeSignature(this, null)));
            uses.AddRange(method.GetGenericParameters().SelectMany(Constraints));
            uses.AddRange(Attributes(method.GetCustomAttributes()));
            if (method.RelativeVirtualAddress != 0)
                uses.AddRange(Body(image.GetMethodBody(method.RelativeVirtualAddress)));
        }

        var (fromNamespace, from) = Outermost(handle);
        foreach (var used in uses.SelectMany(Resolve))
        {
            var (toNamespace, to) = Outermost(used);
            if (to != from || toNamespace != fromNamespace)
                found.Add(new TypeReference(fromNamespace, from, toNamespace, to));
        }
    }

    private IEnumerable<EntityHandle> Constraints(GenericParameterHandle parameter) =>
        reader.GetGenericParameter(parameter).GetConstraints().Select(c => reader.GetGenericParameterConstraint(c).Type);

    private IEnumerable<EntityHandle> Attributes(CustomAttributeHandleCollection attributes) => attributes.Select(a => reader.GetCustomAttribute(a).Constructor);

    private List<EntityHandle> Body(MethodBodyBlock body)
    {
        var uses = new List<EntityHandle>();
        if (!body.LocalSignature.IsNil)
            uses.AddRange(reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null).SelectMany(type => type));
        uses.AddRange(body.ExceptionRegions.Where(region => !region.CatchType.IsNil).Select(region => region.CatchType));

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
                value = 0xFE00 | code.ReadByte();
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    uses.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.ReadByte();
                    break;
                case OperandType.InlineVar:
                    code.ReadInt16();
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.ReadInt64();
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.ReadInt32();
                    break;
            }
        }

        return uses;
    }

    /// <summary>The types of this assembly that a token speaks of.</summary>
    private IEnumerable<TypeDefinitionHandle> Resolve(EntityHandle handle)
    {
        if (handle.IsNil)
            return [];
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [(TypeDefinitionHandle)handle];
            case HandleKind.TypeSpecification:
                return reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null).SelectMany(Resolve);
            case HandleKind.MethodDefinition:
                return [reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()];
            case HandleKind.FieldDefinition:
                return [reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()];
            case HandleKind.MethodSpecification:
                var generic = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return generic.DecodeSignature(this, null).SelectMany(types => types).Append(generic.Method).SelectMany(Resolve);
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                var signature = member.GetKind() == MemberReferenceKind.Method ? Types(member.DecodeMethodSignature(this, null)) : member.DecodeFieldSignature(this, null);
                return signature.Append(member.Parent).SelectMany(Resolve);
            default:
                return [];
        }
    }

    private (string Namespace, string Name) Outermost(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return (reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private static IEnumerable<EntityHandle> Types(MethodSignature<IEnumerable<EntityHandle>> signature) =>
        signature.ParameterTypes.Append(signature.ReturnType).SelectMany(type => type);

    // A signature is reduced to the handles in it; shapes around them (arrays, references, pointers) add nothing.
    public IEnumerable<EntityHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [handle];
    public IEnumerable<EntityHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];
    public IEnumerable<EntityHandle> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => [handle];
    public IEnumerable<EntityHandle> GetGenericInstantiation(IEnumerable<EntityHandle> genericType, ImmutableArray<IEnumerable<EntityHandle>> typeArguments) => typeArguments.SelectMany(type => type).Concat(genericType);
    public IEnumerable<EntityHandle> GetFunctionPointerType(MethodSignature<IEnumerable<EntityHandle>> signature) => Types(signature);
    public IEnumerable<EntityHandle> GetModifiedType(IEnumerable<EntityHandle> modifier, IEnumerable<EntityHandle> unmodifiedType, bool isRequired) => modifier.Concat(unmodifiedType);
    public IEnumerable<EntityHandle> GetArrayType(IEnumerable<EntityHandle> elementType, ArrayShape shape) => elementType;
    public IEnumerable<EntityHandle> GetByReferenceType(IEnumerable<EntityHandle> elementType) => elementType;
    public IEnumerable<EntityHandle> GetPinnedType(IEnumerable<EntityHandle> elementType) => elementType;
    public IEnumerable<EntityHandle> GetPointerType(IEnumerable<EntityHandle> elementType) => elementType;
    public IEnumerable<EntityHandle> GetSZArrayType(IEnumerable<EntityHandle> elementType) => elementType;
    public IEnumerable<EntityHandle> GetGenericMethodParameter(object? genericContext, int index) => [];
    public IEnumerable<EntityHandle> GetGenericTypeParameter(object? genericContext, int index) => [];
    public IEnumerable<EntityHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
}
