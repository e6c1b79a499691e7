import { expect } from 'chai';
import fc from 'fast-check';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const META = '<apiVersion>66.0</apiVersion><status>Active</status>';
const classAttributes = (body: string) => component(extractFrom('ApexClass', 'A', META, body), 'ApexClass').attributes;
const trigger = (body: string) => extractFrom('ApexTrigger', 'T', META, body);

describe('extracting Apex', () => {
  it('gives version, status and size', () => {
    expect(classAttributes('public class A {\n}\n')).to.deep.equal({
      apiVersion: 66,
      status: 'Active',
      lines: 2,
      length: 19,
      kind: 'class',
      isTest: false,
    });
  });

  for (const [body, expected] of [
    ['class A {', { kind: 'class', isTest: false }],
    ['public interface A {}', { kind: 'interface', isTest: false }],
    ['GLOBAL ENUM A { X }', { kind: 'enum', isTest: false }],
    ['public with sharing class A {}', { kind: 'class', sharing: 'with', isTest: false }],
    ['public without  sharing\nvirtual class A {}', { kind: 'class', sharing: 'without', isTest: false }],
    ['public Inherited Sharing class A {}', { kind: 'class', sharing: 'inherited', isTest: false }],
    ['@IsTest private class A {}', { kind: 'class', isTest: true }],
    ['@isTest(SeeAllData=true) // class B\nprivate class A {}', { kind: 'class', isTest: true }],
    ['@TestVisible @isTest class A {}', { kind: 'class', isTest: true }],
    ['/* @isTest with sharing interface */ class A {}', { kind: 'class', isTest: false }],
    ["// @isTest\n@SuppressWarnings('@isTest class') public class A {}", { kind: 'class', isTest: false }],
    ["@X(y='it\\'s )') public class A {}", { kind: 'class', isTest: false }],
    ['public class A { @isTest static void t() {} class With { } }', { kind: 'class', isTest: false }],
    ['private class A { static testMethod void a() {} }', { kind: 'class', isTest: true }],
    ['public class A { Integer i; TESTMETHOD\nstatic void a() {} }', { kind: 'class', isTest: true }],
    ['class A { private static /* x */ testmethod // y\n void a() {} }', { kind: 'class', isTest: true }],
    ["class A { String s = 'static testMethod void'; } // testMethod void", { kind: 'class', isTest: false }],
    ['class A { /* static testMethod void a() {} */ void b() { c.testMethod(); } }', { kind: 'class', isTest: false }],
    ['class A { void testMethod() {} testMethodOld x; }', { kind: 'class', isTest: false }],
    ['public interface A { testMethod void a(); }', { kind: 'interface', isTest: false }],
    ['public class A { without sharing class B {} }', { kind: 'class', isTest: false }],
  ] as const) {
    it(`reads the header of ${body.replaceAll('\n', ' ')}`, () => {
      const { apiVersion: _, status: __, lines: ___, length: ____, ...header } = classAttributes(body);

      expect(header).to.deep.equal(expected);
    });
  }

  it('says nothing of a hidden body', () => {
    expect(classAttributes('(hidden)')).to.have.all.keys('apiVersion', 'status');
  });

  it('takes any text without a crash', () => {
    const piece = fc.constantFrom(
      'testMethod',
      "'",
      '/*',
      '*/',
      '//',
      '\n',
      '\\',
      '@isTest',
      'class',
      '(',
      ')',
      '{',
      ' ',
      'é',
      '"'
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(classAttributes(pieces.join(''))).to.include({ length: pieces.join('').length });
        expect(trigger(pieces.join('')).components).to.have.lengthOf(1);
      })
    );
  });

  it('reads a very long comment and an unfinished one', () => {
    expect(classAttributes(`/*${'* '.repeat(200_000)}*/ class A {}`)).to.include({ kind: 'class' });
    expect(classAttributes(`/*${'* '.repeat(200_000)}`)).to.not.have.property('kind');
  });

  it("gives a trigger's object and events", () => {
    const extraction = trigger(
      '/* on Case */ trigger T on Account (before insert, AFTER UPDATE,\n after undelete) { }'
    );

    expect(component(extraction, 'ApexTrigger').attributes).to.include({ object: 'Account', status: 'Active' });
    expect(component(extraction, 'ApexTrigger').attributes['events']).to.deep.equal([
      'before insert',
      'after update',
      'after undelete',
    ]);
    expect(mentionsIn(extraction)).to.deep.equal(['runs on CustomObject:Account']);
  });

  it('mentions no object for a hidden trigger', () => {
    expect(mentionsIn(trigger('(hidden)'))).to.deep.equal([]);
  });
});
